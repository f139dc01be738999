extension Schemas {
    static let submission = document(
        .submission, title: "What one bidder offers: at most one bid a lot.",
        #"""
          <xs:complexType name="bid">
            <xs:sequence>
              <!-- A fact that a tie-break may use. -->
              <xs:element name="fact" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="name" type="name" use="required"/>
                  <xs:attribute name="value" type="decimal" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="lot" type="name" use="required"/>
            <xs:attribute name="specification" type="name" use="required"/>
            <!-- Yuan for the smallest unit of the bid's own specification. -->
            <xs:attribute name="price" type="price" use="required"/>
            <!-- Smallest units a pack, and yuan for the pack: both or neither. -->
            <xs:attribute name="pack" type="count"/>
            <xs:attribute name="pack-price" type="price"/>
            <xs:attribute name="product" type="name"/>
            <!-- The number under which the product is admitted: 批准文号, 注册证编号. -->
            <xs:attribute name="approval" type="name"/>
            <!-- The bidder's own price before the round, yuan for the smallest unit. -->
            <xs:attribute name="previous-price" type="price"/>
            <xs:attribute name="originator" type="flag"/>
            <xs:attribute name="foreign" type="flag"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:complexType>
          <xs:element name="submission">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <xs:element name="bidder">
                  <xs:complexType>
                    <xs:attribute name="id" type="name" use="required"/>
                    <xs:attribute name="name" type="name" use="required"/>
                    <xs:attribute name="short-name" type="name"/>
                    <!-- What kind of identifier it is; USCC: the unified social credit code, which is checked. -->
                    <xs:attribute name="scheme" type="name"/>
                  </xs:complexType>
                </xs:element>
                <xs:element name="bid" type="bid"/>
                <!-- A registered product for which no price was stated. -->
                <xs:element name="declined">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="specification" type="name" use="required"/>
                    <xs:attributeGroup ref="provenance"/>
                  </xs:complexType>
                </xs:element>
              </xs:choice>
              <xs:attribute name="round" type="name" use="required"/>
              <xs:attribute name="submitted" type="instant"/>
              <!-- The sender's own number of the document. -->
              <xs:attribute name="reference" type="name"/>
            </xs:complexType>
          </xs:element>
        """#)
}

extension Schemas {
    static let submission = document(
        .submission, title: "What one bidder offers: at most one bid a lot.",
        #"""
          <!-- A fact that rules and tie-breaks may use: a number or a text. -->
          <xs:complexType name="fact">
            <xs:attribute name="name" type="name" use="required"/>
            <xs:attribute name="value" type="decimal"/>
            <xs:attribute name="text" type="name"/>
          </xs:complexType>
          <xs:complexType name="bid">
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="fact" type="fact"/>
              <!-- Yuan for one of a part of the system. -->
              <xs:element name="component">
                <xs:complexType>
                  <xs:attribute name="name" type="name" use="required"/>
                  <xs:attribute name="price" type="price" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:choice>
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
                    <xs:sequence><xs:element name="fact" type="fact" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
                    <xs:attribute name="id" type="name" use="required"/>
                    <xs:attribute name="name" type="name" use="required"/>
                    <xs:attribute name="short-name" type="name"/>
                    <!-- What kind of identifier it is; USCC: the unified social credit code, which is checked. -->
                    <xs:attribute name="scheme" type="name"/>
                    <!-- The group of affiliated firms that it belongs to. -->
                    <xs:attribute name="affiliation" type="name"/>
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

extension Schemas {
    static let references = document(
        .references,
        title: "Facts of other rounds that this round's rules use, each with the document it is copied from.",
        #"""
          <xs:attributeGroup name="borrowed">
            <!-- The round that it comes from, and the SHA-256 of its document. -->
            <xs:attribute name="round" type="name" use="required"/>
            <xs:attribute name="sha256">
              <xs:simpleType>
                <xs:restriction base="xs:token"><xs:pattern value="[0-9a-f]{64}"/></xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attributeGroup ref="provenance"/>
          </xs:attributeGroup>
          <xs:element name="references">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <!-- A price for the smallest unit of a specification of this round; rules ask for it by its kind. -->
                <xs:element name="price">
                  <xs:complexType>
                    <xs:attribute name="kind" type="name" use="required"/>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="specification" type="name" use="required"/>
                    <xs:attribute name="bidder" type="name"/>
                    <xs:attribute name="price" type="price" use="required"/>
                    <xs:attributeGroup ref="borrowed"/>
                  </xs:complexType>
                </xs:element>
                <!-- A firm that may not bid from one day to another, both included. -->
                <xs:element name="bar">
                  <xs:complexType>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attribute name="from" type="day" use="required"/>
                    <xs:attribute name="to" type="day" use="required"/>
                    <xs:attribute name="cause" type="name" use="required"/>
                    <xs:attributeGroup ref="borrowed"/>
                  </xs:complexType>
                </xs:element>
              </xs:choice>
              <xs:attribute name="round" type="name" use="required"/>
            </xs:complexType>
          </xs:element>
        """#)
}

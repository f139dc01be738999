extension Schemas {
    static let record = document(
        .record, title: "What people decided or drew while the round ran, and corrections of the sources.",
        #"""
          <xs:attributeGroup name="correction">
            <xs:attribute name="lot" type="name" use="required"/>
            <xs:attribute name="reason" type="name" use="required"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:attributeGroup>
          <xs:element name="record">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <!-- The order that a draw gave to exactly tied bids; the first takes the first free place. -->
                <xs:element name="draw">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="bidder" maxOccurs="unbounded">
                        <xs:complexType><xs:attribute name="id" type="name" use="required"/></xs:complexType>
                      </xs:element>
                    </xs:sequence>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attribute name="evidence" type="name" use="required"/>
                    <xs:attributeGroup ref="provenance"/>
                  </xs:complexType>
                </xs:element>
                <!-- A demand line that belongs to another specification than the source says. -->
                <xs:element name="correct-demand">
                  <xs:complexType>
                    <xs:attribute name="region" type="name" use="required"/>
                    <xs:attribute name="specification" type="name" use="required"/>
                    <xs:attribute name="becomes" type="name" use="required"/>
                    <xs:attributeGroup ref="correction"/>
                  </xs:complexType>
                </xs:element>
                <!-- A filed price that the source gives wrongly. -->
                <xs:element name="correct-bid">
                  <xs:complexType>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attribute name="price" type="price" use="required"/>
                    <xs:attribute name="becomes" type="price" use="required"/>
                    <xs:attributeGroup ref="correction"/>
                  </xs:complexType>
                </xs:element>
              </xs:choice>
              <xs:attribute name="round" type="name" use="required"/>
            </xs:complexType>
          </xs:element>
        """#)
}

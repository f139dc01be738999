extension Schemas {
    static let baselines = document(
        .baselines, title: "Prices from outside the round that winning prices are compared with.",
        #"""
          <xs:complexType name="list">
            <xs:sequence>
              <xs:element name="price" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="lot" type="name" use="required"/>
                  <xs:attribute name="specification" type="name" use="required"/>
                  <!-- For one pack of this many smallest units, in the list's currency. -->
                  <xs:attribute name="price" type="price" use="required"/>
                  <xs:attribute name="pack" type="count"/>
                  <xs:attributeGroup ref="provenance"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="id" use="required">
              <xs:simpleType><xs:restriction base="name"><xs:pattern value="[^/]+"/></xs:restriction></xs:simpleType>
            </xs:attribute>
            <xs:attribute name="kind" use="required">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="lowest-previous-price"/><xs:enumeration value="median-previous-price"/>
                  <xs:enumeration value="weighted-previous-price"/><xs:enumeration value="previous-round"/>
                  <xs:enumeration value="reference-list"/><xs:enumeration value="international-reference"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="date" type="day" use="required"/>
            <xs:attribute name="title" type="name"/>
            <!-- Another currency than the round's, and how much of the round's one unit of it is at the date. -->
            <xs:attribute name="currency" type="name"/>
            <xs:attribute name="exchange-rate" type="price"/>
            <xs:attribute name="round" type="name"/>
            <xs:attribute name="sha256">
              <xs:simpleType><xs:restriction base="xs:token"><xs:pattern value="[0-9a-f]{64}"/></xs:restriction></xs:simpleType>
            </xs:attribute>
            <xs:attributeGroup ref="provenance"/>
          </xs:complexType>
          <xs:element name="baselines">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <xs:element name="list" type="list"/>
              </xs:choice>
              <xs:attribute name="round" type="name" use="required"/>
            </xs:complexType>
          </xs:element>
        """#)
}

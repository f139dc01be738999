extension Schemas {
    static let demand = document(
        .demand, title: "Reported or agreed volumes: one line a region, lot and specification.",
        #"""
          <xs:attributeGroup name="place">
            <xs:attribute name="region" type="name" use="required"/>
            <xs:attribute name="lot" type="name" use="required"/>
            <xs:attribute name="specification" type="name" use="required"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:attributeGroup>
          <xs:element name="demand">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <!-- A volume in smallest units. -->
                <xs:element name="line">
                  <xs:complexType>
                    <xs:attributeGroup ref="place"/>
                    <xs:attribute name="quantity" type="quantity" use="required"/>
                  </xs:complexType>
                </xs:element>
                <!-- A volume that is not known, which is not zero. -->
                <xs:element name="unknown">
                  <xs:complexType><xs:attributeGroup ref="place"/></xs:complexType>
                </xs:element>
              </xs:choice>
              <xs:attribute name="round" type="name" use="required"/>
              <!-- base: before the share; agreed: no share is applied. -->
              <xs:attribute name="kind" use="required">
                <xs:simpleType>
                  <xs:restriction base="xs:token">
                    <xs:enumeration value="base"/><xs:enumeration value="agreed"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:attribute>
              <xs:attribute name="confidence" type="confidence"/>
            </xs:complexType>
          </xs:element>
        """#)
}

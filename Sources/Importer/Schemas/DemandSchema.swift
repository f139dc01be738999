extension Schemas {
    static let demand = document(
        .demand, title: "Reported or agreed volumes, by region or down to the institution.",
        #"""
          <xs:attributeGroup name="place">
            <xs:attribute name="region" type="name" use="required"/>
            <xs:attribute name="lot" type="name" use="required"/>
            <xs:attribute name="specification" type="name" use="required"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:attributeGroup>
          <xs:simpleType name="institution-kind">
            <xs:restriction base="xs:token">
              <xs:enumeration value="public-hospital"/><xs:enumeration value="private-hospital"/>
              <xs:enumeration value="village-clinic"/><xs:enumeration value="retail-pharmacy"/>
              <xs:enumeration value="other"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:element name="demand">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <!-- A place that buys; it stands before the groups that speak of it. -->
                <xs:element name="institution">
                  <xs:complexType>
                    <xs:attribute name="id" type="name" use="required"/>
                    <xs:attribute name="name" type="name"/>
                    <xs:attribute name="region" type="name" use="required"/>
                    <xs:attribute name="kind" type="institution-kind"/>
                  </xs:complexType>
                </xs:element>
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
                <!-- The volumes of one region and lot by institution, by brand, or both. -->
                <xs:element name="group">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="line" maxOccurs="unbounded">
                        <xs:complexType>
                          <xs:attribute name="institution" type="name"/>
                          <xs:attribute name="specification" type="name" use="required"/>
                          <!-- The bidder whose product was asked for. -->
                          <xs:attribute name="brand" type="name"/>
                          <xs:attribute name="quantity" type="quantity" use="required"/>
                        </xs:complexType>
                      </xs:element>
                    </xs:sequence>
                    <xs:attribute name="region" type="name" use="required"/>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attributeGroup ref="provenance"/>
                  </xs:complexType>
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

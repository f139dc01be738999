extension Schemas {
    static let payment = document(
        .payment, title: "Who pays, and what institutions may keep of what the insurance fund saves.",
        #"""
          <!-- A part of the whole: 0.7 or 70%. -->
          <xs:simpleType name="part">
            <xs:restriction base="xs:token">
              <xs:pattern value="0*(0|1)(\.0+)?|0+\.[0-9]+"/>
              <xs:pattern value="0*([0-9]?[0-9](\.[0-9]+)?|100(\.0+)?)%"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:element name="payment">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <!-- The part of the price that the fund pays; without region or lot for all of them. -->
                <xs:element name="reimbursement">
                  <xs:complexType>
                    <xs:attribute name="region" type="name"/>
                    <xs:attribute name="lot" type="name"/>
                    <xs:attribute name="ratio" type="part" use="required"/>
                    <xs:attributeGroup ref="provenance"/>
                  </xs:complexType>
                </xs:element>
                <!-- An institution's part of its region's volume, and the part of the fund's savings that it keeps. -->
                <xs:element name="retention">
                  <xs:complexType>
                    <xs:attribute name="institution" type="name" use="required"/>
                    <xs:attribute name="region" type="name" use="required"/>
                    <xs:attribute name="share" type="part" use="required"/>
                    <xs:attribute name="ratio" type="part" use="required"/>
                    <xs:attributeGroup ref="provenance"/>
                  </xs:complexType>
                </xs:element>
              </xs:choice>
              <xs:attribute name="round" type="name" use="required"/>
            </xs:complexType>
          </xs:element>
        """#)
}

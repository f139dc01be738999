extension Schemas {
    static let published = document(
        .published, title: "What the authority published: winners, prices, regions, headline figures.",
        #"""
          <xs:complexType name="winner">
            <xs:choice minOccurs="1" maxOccurs="unbounded">
              <!-- A product, strength and pack that won; the main one first. -->
              <xs:element name="presentation">
                <xs:complexType>
                  <xs:attribute name="product" type="name"/>
                  <xs:attribute name="specification" type="name" use="required"/>
                  <xs:attribute name="unit-price" type="price" use="required"/>
                  <xs:attribute name="pack" type="count"/>
                  <xs:attribute name="pack-price" type="price"/>
                  <xs:attribute name="previous-price" type="price"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="supplies">
                <xs:complexType><xs:attribute name="region" type="name" use="required"/></xs:complexType>
              </xs:element>
            </xs:choice>
            <xs:attribute name="lot" type="name" use="required"/>
            <xs:attribute name="bidder" type="name" use="required"/>
            <xs:attribute name="name" type="name" use="required"/>
            <xs:attribute name="originator" type="flag"/>
            <xs:attribute name="foreign" type="flag"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:complexType>
          <xs:complexType name="headline">
            <xs:attribute name="measure" use="required">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="average-drop"/><xs:enumeration value="maximum-drop"/>
                  <xs:enumeration value="minimum-drop"/>
                  <xs:enumeration value="projected-savings"/><xs:enumeration value="lots-tendered"/>
                  <xs:enumeration value="lots-won"/><xs:enumeration value="winning-bids"/>
                  <xs:enumeration value="winning-firms"/><xs:enumeration value="bidding-firms"/>
                  <xs:enumeration value="bids"/><xs:enumeration value="market-value"/>
                  <xs:enumeration value="volume"/><xs:enumeration value="price-before"/>
                  <xs:enumeration value="price-after"/><xs:enumeration value="lowest-price"/>
                  <xs:enumeration value="highest-price"/><xs:enumeration value="institutions"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <!-- Of what; without it of the whole round. -->
            <xs:attribute name="of">
              <xs:simpleType>
                <xs:restriction base="name">
                  <xs:pattern value="all|originator|generic|domestic|foreign|(region|lot)=(.|[\n\r])+"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="value" type="decimal" use="required"/>
            <!-- One unit of the last digit that the source prints, where the zeros at the end do not tell. -->
            <xs:attribute name="precision" type="price"/>
            <xs:attribute name="at-least" type="flag"/>
            <xs:attribute name="baseline">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="unstated"/><xs:enumeration value="ceiling"/>
                  <xs:enumeration value="previous-price"/><xs:enumeration value="previous-round"/>
                  <xs:enumeration value="other"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="baseline-text" type="name"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:complexType>
          <xs:element name="published">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <xs:element name="winner" type="winner"/>
                <xs:element name="headline" type="headline"/>
              </xs:choice>
              <!-- Whether all winners are listed, or those that are known. -->
              <xs:attribute name="winners">
                <xs:simpleType>
                  <xs:restriction base="xs:token">
                    <xs:enumeration value="complete"/><xs:enumeration value="partial"/>
                  </xs:restriction>
                </xs:simpleType>
              </xs:attribute>
              <xs:attribute name="round" type="name" use="required"/>
            </xs:complexType>
          </xs:element>
        """#)
}

extension Schemas {
    static let rulebook = document(
        .rulebook, title: "How a round is decided: stages in order, each rule with what it rests on.",
        #"""
          <xs:attributeGroup name="citation">
            <!-- The clause or page, in words. -->
            <xs:attribute name="clause" type="name" use="required"/>
            <xs:attribute name="basis" use="required">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="document"/><xs:enumeration value="reconstruction"/>
                  <xs:enumeration value="recollection"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="confidence" type="confidence" use="required"/>
          </xs:attributeGroup>
          <xs:attributeGroup name="stage">
            <xs:attribute name="id" type="name" use="required"/>
            <xs:attribute name="population" type="name"/>
            <xs:attributeGroup ref="citation"/>
          </xs:attributeGroup>
          <xs:simpleType name="digits">
            <xs:restriction base="xs:nonNegativeInteger"><xs:maxInclusive value="18"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="rounding">
            <xs:restriction base="xs:token">
              <xs:enumeration value="half-up"/><xs:enumeration value="half-even"/>
              <xs:enumeration value="down"/><xs:enumeration value="up"/>
            </xs:restriction>
          </xs:simpleType>
          <!-- 3, 2-4 or 5- -->
          <xs:simpleType name="range">
            <xs:restriction base="xs:token"><xs:pattern value="[1-9][0-9]*(-([1-9][0-9]*)?)?"/></xs:restriction>
          </xs:simpleType>
          <!-- 0.5, 50% or 50.00% -->
          <xs:simpleType name="fraction">
            <xs:restriction base="xs:token"><xs:pattern value="-?[0-9]+(\.[0-9]+)?%?"/></xs:restriction>
          </xs:simpleType>

          <xs:complexType name="comparable-price">
            <xs:sequence>
              <!-- K = base^log2(X): base is the factor for twice as much; 2 is linear. -->
              <xs:element name="convert" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="dimension" use="required">
                    <xs:simpleType>
                      <xs:restriction base="xs:token">
                        <xs:enumeration value="content"/><xs:enumeration value="fill"/><xs:enumeration value="pack"/>
                      </xs:restriction>
                    </xs:simpleType>
                  </xs:attribute>
                  <xs:attribute name="base" type="price" use="required"/>
                  <xs:attribute name="dosage-classes" type="name"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attributeGroup ref="citation"/>
            <!-- Rounding of the comparable price before anything is compared; without it nothing is rounded. -->
            <xs:attribute name="digits" type="digits"/>
            <xs:attribute name="rounding" type="rounding"/>
            <!-- Rounding of a winner's price for its further specifications. -->
            <xs:attribute name="unit-price-digits" type="digits"/>
            <xs:attribute name="unit-price-rounding" type="rounding"/>
            <!-- The most decimals that a filed price may have. -->
            <xs:attribute name="filed-digits" type="digits"/>
          </xs:complexType>

          <xs:group name="condition">
            <xs:choice>
              <xs:element name="any" type="conditions"/>
              <xs:element name="all" type="conditions"/>
              <xs:element name="not" type="conditions"/>
              <xs:element name="at-most" type="test"/>
              <xs:element name="at-least" type="test"/>
              <xs:element name="below" type="test"/>
              <xs:element name="above" type="test"/>
            </xs:choice>
          </xs:group>
          <xs:complexType name="conditions">
            <xs:sequence><xs:group ref="condition" maxOccurs="unbounded"/></xs:sequence>
          </xs:complexType>
          <xs:complexType name="test">
            <xs:attribute name="of" use="required">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="unit-price"/><xs:enumeration value="comparable-price"/>
                  <xs:enumeration value="cut-from-ceiling"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <!-- ceiling, lowest, highest, mean, or the id of an earlier reference. -->
            <xs:attribute name="to" type="name"/>
            <xs:attribute name="value" type="fraction"/>
            <xs:attribute name="factor" type="price"/>
            <xs:attribute name="among" type="name"/>
          </xs:complexType>
          <xs:complexType name="selection">
            <xs:sequence><xs:group ref="condition" maxOccurs="unbounded"/></xs:sequence>
            <xs:attributeGroup ref="stage"/>
          </xs:complexType>
          <xs:complexType name="shortlist">
            <xs:choice maxOccurs="unbounded">
              <xs:element name="places">
                <xs:complexType>
                  <xs:attribute name="bidders" type="range" use="required"/>
                  <xs:attribute name="places" type="xs:nonNegativeInteger" use="required"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="tie-break">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="prefer" minOccurs="0" maxOccurs="unbounded">
                      <xs:complexType>
                        <xs:attribute name="fact" type="name" use="required"/>
                        <xs:attribute name="order" use="required">
                          <xs:simpleType>
                            <xs:restriction base="xs:token">
                              <xs:enumeration value="larger-first"/><xs:enumeration value="smaller-first"/>
                            </xs:restriction>
                          </xs:simpleType>
                        </xs:attribute>
                      </xs:complexType>
                    </xs:element>
                    <xs:element name="draw"><xs:complexType/></xs:element>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:choice>
            <xs:attribute name="counting" type="name"/>
            <xs:attributeGroup ref="stage"/>
          </xs:complexType>
          <!-- A value that prices are compared with: one statistic, constant or earlier reference, or a choice of several. -->
          <xs:complexType name="among">
            <xs:attribute name="among" type="name" use="required"/>
            <xs:attribute name="factor" type="price"/>
          </xs:complexType>
          <xs:group name="reference-value">
            <xs:choice>
              <xs:element name="lowest" type="among"/>
              <xs:element name="highest" type="among"/>
              <xs:element name="mean" type="among"/>
              <!-- mean + multiple × standard deviation -->
              <xs:element name="deviation">
                <xs:complexType>
                  <xs:attribute name="among" type="name" use="required"/>
                  <xs:attribute name="multiple" type="decimal" use="required"/>
                  <xs:attribute name="kind" use="required">
                    <xs:simpleType>
                      <xs:restriction base="xs:token">
                        <xs:enumeration value="population"/><xs:enumeration value="sample"/>
                      </xs:restriction>
                    </xs:simpleType>
                  </xs:attribute>
                  <xs:attribute name="factor" type="price"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="constant">
                <xs:complexType>
                  <xs:attribute name="price" type="price" use="required"/>
                  <xs:attribute name="factor" type="price"/>
                </xs:complexType>
              </xs:element>
              <!-- An earlier reference by its id. -->
              <xs:element name="value">
                <xs:complexType>
                  <xs:attribute name="of" type="name" use="required"/>
                  <xs:attribute name="factor" type="price"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="largest" type="reference-values"/>
              <xs:element name="smallest" type="reference-values"/>
            </xs:choice>
          </xs:group>
          <xs:complexType name="reference-values">
            <xs:sequence><xs:group ref="reference-value" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="factor" type="price"/>
          </xs:complexType>
          <xs:complexType name="reference">
            <xs:group ref="reference-value"/>
            <xs:attribute name="id" type="name" use="required"/>
            <xs:attributeGroup ref="citation"/>
          </xs:complexType>
          <xs:complexType name="volume">
            <xs:sequence>
              <xs:element name="share" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="tier" type="name" use="required"/>
                  <xs:attribute name="winners" type="range" use="required"/>
                  <xs:attribute name="value" type="fraction" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attributeGroup ref="citation"/>
          </xs:complexType>
          <xs:complexType name="term">
            <xs:sequence>
              <xs:element name="months" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="winners" type="range" use="required"/>
                  <xs:attribute name="value" type="xs:positiveInteger" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attributeGroup ref="citation"/>
          </xs:complexType>
          <xs:element name="rulebook">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <!-- Another name under which people and tables speak of the round. -->
                <xs:element name="alias" type="xs:string"/>
                <xs:element name="note" type="xs:string"/>
                <xs:element name="comparable-price" type="comparable-price"/>
                <xs:element name="screen" type="selection"/>
                <xs:element name="shortlist" type="shortlist"/>
                <xs:element name="reference" type="reference"/>
                <xs:element name="select" type="selection"/>
                <xs:element name="volume" type="volume"/>
                <xs:element name="term" type="term"/>
              </xs:choice>
              <xs:attribute name="id" type="name" use="required"/>
              <xs:attribute name="title" type="name"/>
            </xs:complexType>
          </xs:element>
        """#)
}

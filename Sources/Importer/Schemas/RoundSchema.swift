extension Schemas {
    static let round = document(
        .round, title: "What a round tenders: regions, lots, specifications, ceilings.",
        #"""
          <xs:simpleType name="unit">
            <xs:restriction base="xs:token">
              <xs:enumeration value="kg"/><xs:enumeration value="g"/><xs:enumeration value="mg"/>
              <xs:enumeration value="μg"/><xs:enumeration value="ng"/><xs:enumeration value="l"/>
              <xs:enumeration value="ml"/><xs:enumeration value="μl"/><xs:enumeration value="IU"/>
              <xs:enumeration value="万IU"/><xs:enumeration value="mmol"/><xs:enumeration value="mol"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:complexType name="amount">
            <xs:attribute name="amount" type="price" use="required"/>
            <xs:attribute name="unit" type="unit" use="required"/>
          </xs:complexType>
          <xs:complexType name="specification">
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="content" type="amount"/>
              <xs:element name="fill" type="amount"/>
            </xs:choice>
            <xs:attribute name="id" type="name" use="required"/>
          </xs:complexType>
          <xs:complexType name="ceiling">
            <xs:attribute name="specification" type="name" use="required"/>
            <xs:attribute name="price" type="price" use="required"/>
            <xs:attribute name="pack" type="count"/>
            <xs:attribute name="printed-for" type="name"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:complexType>
          <xs:complexType name="lot">
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="specification" type="specification"/>
              <xs:element name="ceiling" type="ceiling"/>
              <!-- A part of the system that is bid for, with how many of it make one set. -->
              <xs:element name="component">
                <xs:complexType>
                  <xs:attribute name="name" type="name" use="required"/>
                  <xs:attribute name="quantity" type="price" use="required"/>
                </xs:complexType>
              </xs:element>
              <!-- A published number that rules compare with, for the reference specification. -->
              <xs:element name="fact">
                <xs:complexType>
                  <xs:attribute name="name" type="name" use="required"/>
                  <xs:attribute name="value" type="decimal" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:choice>
            <xs:attribute name="id" type="name" use="required"/>
            <xs:attribute name="name" type="name"/>
            <xs:attribute name="dosage-class" type="name"/>
            <xs:attribute name="tier" type="name"/>
            <xs:attribute name="reference" type="name" use="required"/>
            <xs:attribute name="share" type="fraction"/>
            <xs:attribute name="term-months" type="months"/>
            <xs:attribute name="term-until" type="day"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:complexType>
          <xs:simpleType name="months">
            <xs:restriction base="xs:positiveInteger"><xs:maxInclusive value="240"/></xs:restriction>
          </xs:simpleType>
          <xs:element name="round">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <xs:element name="region">
                  <xs:complexType><xs:attribute name="id" type="name" use="required"/></xs:complexType>
                </xs:element>
                <xs:element name="lot" type="lot"/>
              </xs:choice>
              <xs:attribute name="id" type="name" use="required"/>
              <xs:attribute name="title" type="name"/>
              <xs:attribute name="currency" type="name"/>
              <xs:attribute name="deadline" type="instant"/>
              <xs:attribute name="date" type="day"/>
              <!-- The first day of the agreements. -->
              <xs:attribute name="agreement-start" type="day"/>
              <xs:attribute name="ceilings-from-round" type="name"/>
              <!-- A worked example that never took place. -->
              <xs:attribute name="synthetic" type="flag"/>
              <xs:attributeGroup ref="provenance"/>
            </xs:complexType>
          </xs:element>
        """#)
}

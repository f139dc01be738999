/// The XML schemas of our documents; each is one self-contained file when printed.
enum Schemas {
    /// A schema document: its own declarations after the types that all of them share.
    static func document(_ kind: DocumentKind, title: String, _ declarations: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="\(kind.namespace)"
            targetNamespace="\(kind.namespace)" elementFormDefault="qualified">
          <xs:annotation><xs:documentation xml:lang="en">\(title)</xs:documentation></xs:annotation>

        \(shared)
        \(declarations)
        </xs:schema>

        """
    }

    private static let shared = #"""
          <!-- An exact decimal number: digits with a decimal point, no exponent, no grouping. -->
          <xs:simpleType name="decimal">
            <xs:restriction base="xs:token"><xs:pattern value="-?[0-9]+(\.[0-9]+)?"/></xs:restriction>
          </xs:simpleType>
          <!-- A number above zero. -->
          <xs:simpleType name="price">
            <xs:restriction base="xs:token"><xs:pattern value="[0-9]*[1-9][0-9]*(\.[0-9]+)?|[0-9]+\.[0-9]*[1-9][0-9]*"/></xs:restriction>
          </xs:simpleType>
          <!-- Zero or more. -->
          <xs:simpleType name="quantity">
            <xs:restriction base="xs:token"><xs:pattern value="[0-9]+(\.[0-9]+)?"/></xs:restriction>
          </xs:simpleType>
          <!-- 0.5, 50% or 50.00% -->
          <xs:simpleType name="fraction">
            <xs:restriction base="xs:token"><xs:pattern value="-?[0-9]+(\.[0-9]+)?%?"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="count">
            <xs:restriction base="xs:positiveInteger"><xs:maxInclusive value="1000000"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="name">
            <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="flag">
            <xs:restriction base="xs:token"><xs:enumeration value="true"/><xs:enumeration value="false"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="confidence">
            <xs:restriction base="xs:token">
              <xs:enumeration value="high"/><xs:enumeration value="medium"/><xs:enumeration value="low"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="instant">
            <xs:restriction base="xs:dateTime"><xs:pattern value=".*[0-9](Z|[+\-][0-9]{2}:[0-9]{2})"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="day">
            <xs:restriction base="xs:date"><xs:pattern value="[0-9]{4}-[0-9]{2}-[0-9]{2}"/></xs:restriction>
          </xs:simpleType>
          <!-- Where a fact comes from: a notice's address, or words. -->
          <xs:complexType name="source">
            <xs:simpleContent>
              <xs:extension base="xs:string"><xs:attribute name="id" type="name" use="required"/></xs:extension>
            </xs:simpleContent>
          </xs:complexType>
          <xs:attributeGroup name="provenance">
            <xs:attribute name="source" type="name"/>
            <xs:attribute name="confidence" type="confidence"/>
            <xs:attribute name="note" type="name"/>
          </xs:attributeGroup>
        """#
}

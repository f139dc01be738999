extension Schemas {
    static let record = document(
        .record,
        title: "What people decided, drew or offered while the round ran, in order, and corrections of the sources.",
        #"""
          <xs:attributeGroup name="correction">
            <xs:attribute name="lot" type="name" use="required"/>
            <xs:attribute name="reason" type="name" use="required"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:attributeGroup>
          <xs:attributeGroup name="act">
            <!-- What shows that it was done so. -->
            <xs:attribute name="evidence" type="name" use="required"/>
            <xs:attributeGroup ref="provenance"/>
          </xs:attributeGroup>
          <!-- An act of the authority or of a firm about its bids of a lot, or of the round where no lot is named. -->
          <xs:complexType name="removal">
            <xs:attribute name="lot" type="name"/>
            <xs:attribute name="stage" type="name" use="required"/>
            <xs:attribute name="bidder" type="name" use="required"/>
            <xs:attributeGroup ref="act"/>
          </xs:complexType>
          <xs:simpleType name="sha256">
            <xs:restriction base="xs:token"><xs:pattern value="[0-9a-f]{64}"/></xs:restriction>
          </xs:simpleType>
          <xs:element name="record">
            <xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="source" type="source"/>
                <!-- The order that a draw gave to exactly tied bids; the first takes the first free place. Where bids
                     of several lots are drawn, each names its lot and the act none. -->
                <xs:element name="draw">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="bidder" maxOccurs="unbounded">
                        <xs:complexType>
                          <xs:attribute name="id" type="name" use="required"/>
                          <xs:attribute name="lot" type="name"/>
                        </xs:complexType>
                      </xs:element>
                    </xs:sequence>
                    <xs:attribute name="lot" type="name"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <xs:element name="exclude" type="removal"/>
                <xs:element name="withdraw" type="removal"/>
                <!-- Firms that were found to be one bidder. -->
                <xs:element name="affiliate">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:element name="bidder" minOccurs="2" maxOccurs="unbounded">
                        <xs:complexType><xs:attribute name="id" type="name" use="required"/></xs:complexType>
                      </xs:element>
                    </xs:sequence>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <!-- A firm that may come back does, at a price for the smallest unit, or declines. -->
                <xs:element name="revive">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attribute name="price" type="price"/>
                    <xs:attribute name="declines" type="flag"/>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <!-- An offer for the smallest unit. -->
                <xs:element name="offer">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attribute name="price" type="price" use="required"/>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <!-- The talks with a firm ended without success. -->
                <xs:element name="close">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <!-- A sealed reserve price: the SHA-256 of what the act that reveals it will say. -->
                <xs:element name="commit">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attribute name="sha256" type="sha256" use="required"/>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <xs:element name="reveal">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attribute name="price" type="price" use="required"/>
                    <xs:attribute name="salt" type="name" use="required"/>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <!-- A winner picked a region. -->
                <xs:element name="pick">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="stage" type="name" use="required"/>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attribute name="region" type="name" use="required"/>
                    <xs:attribute name="role" use="required">
                      <xs:simpleType>
                        <xs:restriction base="xs:token">
                          <xs:enumeration value="primary"/><xs:enumeration value="backup"/>
                        </xs:restriction>
                      </xs:simpleType>
                    </xs:attribute>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <!-- A supplier failed to deliver, in a region or in every one that it supplies. -->
                <xs:element name="default">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attribute name="region" type="name"/>
                    <!-- The first day on which it no longer delivers. -->
                    <xs:attribute name="from" type="day" use="required"/>
                    <xs:attribute name="cause" type="name" use="required"/>
                    <xs:attributeGroup ref="act"/>
                  </xs:complexType>
                </xs:element>
                <!-- Another winner was selected for a region that nobody supplies any more. -->
                <xs:element name="reselect">
                  <xs:complexType>
                    <xs:attribute name="lot" type="name" use="required"/>
                    <xs:attribute name="bidder" type="name" use="required"/>
                    <xs:attribute name="region" type="name" use="required"/>
                    <xs:attribute name="from" type="day" use="required"/>
                    <xs:attributeGroup ref="act"/>
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

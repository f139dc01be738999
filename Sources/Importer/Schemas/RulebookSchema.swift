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
          <xs:attributeGroup name="rule">
            <xs:attribute name="id" type="name" use="required"/>
            <xs:attributeGroup ref="citation"/>
          </xs:attributeGroup>
          <xs:attributeGroup name="stage">
            <!-- Whose bids it is about; without it those that are still in. -->
            <xs:attribute name="among" type="name"/>
            <!-- The names of those that pass and of those that fail. -->
            <xs:attribute name="population" type="name"/>
            <xs:attribute name="failing" type="name"/>
            <xs:attributeGroup ref="rule"/>
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

          <xs:complexType name="by-fact"><xs:attribute name="fact" type="name" use="required"/></xs:complexType>
          <xs:complexType name="comparable-price">
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <!-- K = base^log2(X): base is the factor for twice as much; 2 is linear. -->
              <xs:element name="convert">
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
              <!-- A price of the specification is that of the base times the value. -->
              <xs:element name="factor">
                <xs:complexType>
                  <xs:attribute name="specification" type="name" use="required"/>
                  <xs:attribute name="base" type="name" use="required"/>
                  <xs:attribute name="value" type="price" use="required"/>
                </xs:complexType>
              </xs:element>
              <!-- Times a fact of the product, or divided by it. -->
              <xs:element name="multiply" type="by-fact"/>
              <xs:element name="divide" type="by-fact"/>
              <!-- Divided by a coefficient where a fact of the product is the text. -->
              <xs:element name="coefficient">
                <xs:complexType>
                  <xs:attribute name="fact" type="name" use="required"/>
                  <xs:attribute name="is" type="name" use="required"/>
                  <xs:attribute name="value" type="price" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:choice>
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

          <xs:simpleType name="measure">
            <xs:restriction base="xs:token">
              <xs:enumeration value="unit-price"/><xs:enumeration value="comparable-price"/>
              <xs:enumeration value="cut-from-ceiling"/><xs:enumeration value="fact"/>
              <xs:enumeration value="own-demand"/><xs:enumeration value="demand-ahead"/>
              <xs:enumeration value="demand-through"/><xs:enumeration value="score"/>
              <xs:enumeration value="price-ratio"/><xs:enumeration value="count"/>
            </xs:restriction>
          </xs:simpleType>
          <!-- What some measures need: the fact, the population, the stage that gives points, the reference. -->
          <xs:attributeGroup name="measured">
            <xs:attribute name="fact" type="name"/>
            <xs:attribute name="population" type="name"/>
            <xs:attribute name="score" type="name"/>
            <xs:attribute name="reference" type="name"/>
          </xs:attributeGroup>
          <xs:complexType name="condition"><xs:attribute name="label" type="name"/></xs:complexType>
          <xs:group name="condition">
            <xs:choice>
              <xs:element name="any" type="labelled-conditions"/>
              <xs:element name="all" type="labelled-conditions"/>
              <xs:element name="not" type="labelled-conditions"/>
              <xs:element name="at-most" type="test"/>
              <xs:element name="at-least" type="test"/>
              <xs:element name="below" type="test"/>
              <xs:element name="above" type="test"/>
              <!-- The bid is in a population. -->
              <xs:element name="in">
                <xs:complexType>
                  <xs:attribute name="population" type="name" use="required"/>
                  <xs:attribute name="label" type="name"/>
                </xs:complexType>
              </xs:element>
              <!-- A fact of the product, else of the firm, is the text. -->
              <xs:element name="fact">
                <xs:complexType>
                  <xs:attribute name="name" type="name" use="required"/>
                  <xs:attribute name="is" type="name" use="required"/>
                  <xs:attribute name="label" type="name"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="originator" type="condition"/>
              <xs:element name="foreign" type="condition"/>
              <!-- The record excludes the bid or has it withdrawn at this stage. -->
              <xs:element name="recorded" type="condition"/>
              <!-- The references bar the firm on the day of the round's deadline. -->
              <xs:element name="barred" type="condition"/>
            </xs:choice>
          </xs:group>
          <xs:complexType name="conditions">
            <xs:sequence><xs:group ref="condition" maxOccurs="unbounded"/></xs:sequence>
          </xs:complexType>
          <xs:complexType name="labelled-conditions">
            <xs:complexContent>
              <xs:extension base="conditions"><xs:attribute name="label" type="name"/></xs:extension>
            </xs:complexContent>
          </xs:complexType>
          <xs:complexType name="test">
            <xs:attribute name="of" type="measure" use="required"/>
            <xs:attributeGroup ref="measured"/>
            <!-- One of these: ceiling, previous-price, lowest, highest, mean or the id of an earlier reference; a fact
                 of the bid; the lowest borrowed price of the bidder; a number. -->
            <xs:attribute name="to" type="name"/>
            <xs:attribute name="to-fact" type="name"/>
            <xs:attribute name="to-borrowed" type="name"/>
            <xs:attribute name="value" type="fraction"/>
            <xs:attribute name="factor" type="price"/>
            <xs:attribute name="among" type="name"/>
            <xs:attribute name="label" type="name"/>
          </xs:complexType>
          <xs:complexType name="selection">
            <xs:sequence><xs:group ref="condition" maxOccurs="unbounded"/></xs:sequence>
            <xs:attributeGroup ref="stage"/>
          </xs:complexType>
          <xs:complexType name="mark">
            <xs:sequence><xs:group ref="condition" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="among" type="name"/>
            <xs:attribute name="population" type="name" use="required"/>
            <xs:attribute name="failing" type="name"/>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <xs:complexType name="withhold-volume">
            <xs:sequence><xs:group ref="condition" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="among" type="name"/>
            <xs:attribute name="population" type="name"/>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <xs:complexType name="tie-break">
            <xs:sequence>
              <xs:element name="prefer" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:attribute name="of" type="measure"/>
                  <xs:attributeGroup ref="measured"/>
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
          <xs:simpleType name="places">
            <xs:restriction base="xs:nonNegativeInteger"><xs:maxInclusive value="10000"/></xs:restriction>
          </xs:simpleType>
          <xs:complexType name="shortlist">
            <xs:choice maxOccurs="unbounded">
              <!-- Either so many places, or all but so many. -->
              <xs:element name="places">
                <xs:complexType>
                  <xs:attribute name="unit" type="name"/>
                  <xs:attribute name="bidders" type="range" use="required"/>
                  <xs:attribute name="places" type="places"/>
                  <xs:attribute name="all-but" type="places"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="tie-break" type="tie-break"/>
            </xs:choice>
            <xs:attribute name="counting" type="name"/>
            <xs:attribute name="by" type="measure"/>
            <xs:attributeGroup ref="measured-by"/>
            <xs:attribute name="order">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="lowest-first"/><xs:enumeration value="highest-first"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attribute name="scope">
              <xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="round"/></xs:restriction></xs:simpleType>
            </xs:attribute>
            <xs:attribute name="outside">
              <xs:simpleType>
                <xs:restriction base="xs:token"><xs:enumeration value="lose"/><xs:enumeration value="stay"/></xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attributeGroup ref="stage"/>
          </xs:complexType>
          <!-- What the measure of a shortlist needs. -->
          <xs:attributeGroup name="measured-by">
            <xs:attribute name="fact" type="name"/>
            <xs:attribute name="score" type="name"/>
            <xs:attribute name="reference" type="name"/>
          </xs:attributeGroup>
          <xs:complexType name="merge">
            <xs:sequence><xs:element name="tie-break" type="tie-break" minOccurs="0"/></xs:sequence>
            <xs:attribute name="population" type="name"/>
            <xs:attribute name="failing" type="name"/>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <!-- Bids go to the first whose condition they meet; the last has none. -->
          <xs:complexType name="option">
            <xs:sequence><xs:group ref="condition" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="name" type="name" use="required"/>
          </xs:complexType>
          <xs:complexType name="group">
            <xs:sequence><xs:element name="unit" type="option" maxOccurs="unbounded"/></xs:sequence>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <xs:complexType name="classify">
            <xs:sequence><xs:element name="class" type="option" maxOccurs="unbounded"/></xs:sequence>
            <xs:attribute name="among" type="name"/>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <xs:complexType name="score">
            <xs:sequence>
              <xs:element name="points" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:choice>
                    <!-- points × lowest ÷ measure, or points × measure ÷ highest. -->
                    <xs:element name="relative">
                      <xs:complexType>
                        <xs:attribute name="points" type="price" use="required"/>
                        <xs:attribute name="best" use="required">
                          <xs:simpleType>
                            <xs:restriction base="xs:token">
                              <xs:enumeration value="lowest"/><xs:enumeration value="highest"/>
                            </xs:restriction>
                          </xs:simpleType>
                        </xs:attribute>
                        <xs:attribute name="among" type="name" use="required"/>
                      </xs:complexType>
                    </xs:element>
                    <!-- low points at from, high points at to, in proportion between, and no further. -->
                    <xs:element name="linear">
                      <xs:complexType>
                        <xs:attribute name="from" type="fraction" use="required"/>
                        <xs:attribute name="to" type="fraction" use="required"/>
                        <xs:attribute name="low" type="decimal" use="required"/>
                        <xs:attribute name="high" type="decimal" use="required"/>
                      </xs:complexType>
                    </xs:element>
                    <xs:element name="step" maxOccurs="unbounded">
                      <xs:complexType>
                        <xs:attribute name="at-least" type="fraction" use="required"/>
                        <xs:attribute name="points" type="decimal" use="required"/>
                      </xs:complexType>
                    </xs:element>
                  </xs:choice>
                  <xs:attribute name="for" type="name" use="required"/>
                  <xs:attribute name="of" type="measure" use="required"/>
                  <xs:attributeGroup ref="measured"/>
                  <xs:attribute name="weight" type="price"/>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="among" type="name"/>
            <xs:attribute name="limit" type="price"/>
            <xs:attribute name="digits" type="digits"/>
            <xs:attribute name="rounding" type="rounding"/>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <xs:simpleType name="offers">
            <xs:restriction base="xs:positiveInteger"><xs:maxInclusive value="100"/></xs:restriction>
          </xs:simpleType>
          <xs:complexType name="negotiate">
            <xs:choice maxOccurs="unbounded">
              <!-- What one of the first offers must meet for the talks to go on. -->
              <xs:element name="enter" type="conditions"/>
              <!-- What an offer must meet to win. -->
              <xs:element name="succeed" type="conditions"/>
            </xs:choice>
            <xs:attribute name="opening-offers" type="offers"/>
            <xs:attribute name="most-offers" type="offers"/>
            <xs:attributeGroup ref="stage"/>
          </xs:complexType>
          <xs:complexType name="revive">
            <xs:choice maxOccurs="unbounded">
              <xs:element name="who" type="conditions"/>
              <!-- The highest comparable price. -->
              <xs:element name="cap"><xs:complexType><xs:group ref="reference-value"/></xs:complexType></xs:element>
            </xs:choice>
            <xs:attribute name="among" type="name" use="required"/>
            <xs:attribute name="population" type="name"/>
            <xs:attribute name="picks-regions" type="flag"/>
            <!-- shared, own, none, or a part of what it would get otherwise. -->
            <xs:attribute name="volume">
              <xs:simpleType>
                <xs:union memberTypes="fraction">
                  <xs:simpleType>
                    <xs:restriction base="xs:token">
                      <xs:enumeration value="shared"/><xs:enumeration value="own"/><xs:enumeration value="none"/>
                    </xs:restriction>
                  </xs:simpleType>
                </xs:union>
              </xs:simpleType>
            </xs:attribute>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <xs:complexType name="re-evaluate">
            <xs:choice maxOccurs="unbounded">
              <xs:element name="screen" type="selection"/>
              <xs:element name="select" type="selection"/>
              <xs:element name="mark" type="mark"/>
              <xs:element name="shortlist" type="shortlist"/>
              <xs:element name="reference" type="reference"/>
              <xs:element name="withhold-volume" type="withhold-volume"/>
            </xs:choice>
            <xs:attribute name="policy" use="required">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="none"/><xs:enumeration value="once"/><xs:enumeration value="until-stable"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <xs:attributeGroup ref="rule"/>
          </xs:complexType>
          <!-- A value that prices are compared with: one statistic, constant or earlier reference, or a choice of several. -->
          <xs:attributeGroup name="sample">
            <xs:attribute name="among" type="name" use="required"/>
            <!-- Of which number; the comparable price without it. -->
            <xs:attribute name="of" type="measure"/>
            <xs:attributeGroup ref="measured"/>
            <!-- Of all units of the lot, or of all lots; without it of the competition at hand. -->
            <xs:attribute name="scope">
              <xs:simpleType>
                <xs:restriction base="xs:token"><xs:enumeration value="lot"/><xs:enumeration value="round"/></xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <!-- Of one bidding unit of the lot. -->
            <xs:attribute name="unit" type="name"/>
            <xs:attribute name="factor" type="price"/>
          </xs:attributeGroup>
          <xs:complexType name="among"><xs:attributeGroup ref="sample"/></xs:complexType>
          <xs:group name="reference-value">
            <xs:choice>
              <xs:element name="lowest" type="among"/>
              <xs:element name="highest" type="among"/>
              <xs:element name="mean" type="among"/>
              <!-- mean + multiple × standard deviation -->
              <xs:element name="deviation">
                <xs:complexType>
                  <xs:attributeGroup ref="sample"/>
                  <xs:attribute name="multiple" type="decimal" use="required"/>
                  <xs:attribute name="kind" use="required">
                    <xs:simpleType>
                      <xs:restriction base="xs:token">
                        <xs:enumeration value="population"/><xs:enumeration value="sample"/>
                      </xs:restriction>
                    </xs:simpleType>
                  </xs:attribute>
                </xs:complexType>
              </xs:element>
              <xs:element name="constant">
                <xs:complexType>
                  <xs:attribute name="price" type="price" use="required"/>
                  <xs:attribute name="factor" type="price"/>
                </xs:complexType>
              </xs:element>
              <!-- A fact of the lot in the round's document. -->
              <xs:element name="published">
                <xs:complexType>
                  <xs:attribute name="name" type="name" use="required"/>
                  <xs:attribute name="factor" type="price"/>
                </xs:complexType>
              </xs:element>
              <!-- The lowest price of the lot in the references. -->
              <xs:element name="borrowed">
                <xs:complexType>
                  <xs:attribute name="kind" type="name" use="required"/>
                  <xs:attribute name="factor" type="price"/>
                </xs:complexType>
              </xs:element>
              <!-- A reserve price that the record reveals. -->
              <xs:element name="sealed"><xs:complexType/></xs:element>
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
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <!-- The part of the reported volume that is agreed, by tier and number of winners. -->
              <xs:element name="share">
                <xs:complexType>
                  <xs:attribute name="tier" type="name" use="required"/>
                  <xs:attribute name="winners" type="range" use="required"/>
                  <xs:attribute name="value" type="fraction" use="required"/>
                </xs:complexType>
              </xs:element>
              <!-- What a winner keeps of the agreed volume that was reported for its own product. -->
              <xs:element name="own">
                <xs:complexType>
                  <xs:attribute name="class" type="name"/>
                  <xs:attribute name="ranks" type="range"/>
                  <xs:attribute name="value" type="fraction" use="required"/>
                </xs:complexType>
              </xs:element>
              <!-- The rest by rank: each winner takes a part of what is left, the last one all of it. -->
              <xs:element name="cascade">
                <xs:complexType>
                  <xs:attribute name="winners" type="range" use="required"/>
                  <xs:attribute name="part" type="fraction" use="required"/>
                </xs:complexType>
              </xs:element>
            </xs:choice>
            <!-- To whom goes what no winning brand keeps. -->
            <xs:attribute name="rest">
              <xs:simpleType>
                <xs:restriction base="xs:token">
                  <xs:enumeration value="primary"/><xs:enumeration value="lowest"/>
                  <xs:enumeration value="choice"/><xs:enumeration value="free"/>
                </xs:restriction>
              </xs:simpleType>
            </xs:attribute>
            <!-- Whether institutions get whole packs only. -->
            <xs:attribute name="whole-packs" type="flag"/>
            <xs:attributeGroup ref="citation"/>
          </xs:complexType>
          <xs:complexType name="draft">
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <!-- How many regions the first winner picks before the turns begin. -->
              <xs:element name="priority">
                <xs:complexType>
                  <xs:attribute name="winners" type="range" use="required"/>
                  <xs:attribute name="picks" type="xs:nonNegativeInteger" use="required"/>
                </xs:complexType>
              </xs:element>
              <xs:element name="tie-break" type="tie-break"/>
            </xs:choice>
            <xs:attribute name="backups" type="flag"/>
            <xs:attributeGroup ref="rule"/>
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
            <!-- The last day of every agreement. -->
            <xs:attribute name="until" type="day"/>
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
                <xs:element name="select" type="selection"/>
                <xs:element name="mark" type="mark"/>
                <xs:element name="shortlist" type="shortlist"/>
                <xs:element name="reference" type="reference"/>
                <xs:element name="merge" type="merge"/>
                <xs:element name="group" type="group"/>
                <xs:element name="classify" type="classify"/>
                <xs:element name="score" type="score"/>
                <xs:element name="negotiate" type="negotiate"/>
                <xs:element name="revive" type="revive"/>
                <xs:element name="withhold-volume" type="withhold-volume"/>
                <xs:element name="re-evaluate" type="re-evaluate"/>
                <xs:element name="volume" type="volume"/>
                <xs:element name="draft" type="draft"/>
                <xs:element name="term" type="term"/>
              </xs:choice>
              <xs:attribute name="id" type="name" use="required"/>
              <xs:attribute name="title" type="name"/>
            </xs:complexType>
          </xs:element>
        """#)
}

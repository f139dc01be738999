import Procurement

extension Diagnostics {
    /// Warns of a bidder's identifier that is not what its scheme says.
    ///
    /// A slip in it changes no price, and the identifier only joins documents; so the officer is told and the bids
    /// take part.
    func check(identifier: String, scheme: String?, at place: SourceLocation) {
        guard CreditCode.isNamed(by: scheme), let problem = CreditCode.problem(of: identifier) else { return }
        let words =
            switch problem {
            case .length(let count): "it has \(count) character\(count == 1 ? "" : "s"), expected 18"
            case .character(let character): "'\(character)' does not occur in one"
            case .checkCharacter(let found, let expected):
                "its check character is '\(found)', expected '\(expected)' (GB 32100-2015)"
            }
        report(
            Finding(
                .warning, .identifierMalformed, "'\(identifier)' is no unified social credit code: \(words)",
                remedy: "compare it with the business licence", at: place))
    }

    /// Warns of an approval or registration number that has none of the known forms.
    func check(approval: String, at place: @autoclosure () -> SourceLocation) {
        guard !ApprovalNumber.isWellFormed(approval) else { return }
        report(
            Finding(
                .warning, .approvalMalformed,
                "'\(approval)' is no approval number of a medicine and no registration number of a device",
                remedy: "write it as on the certificate, such as 国药准字H20203001 or 国械注准20193131234", at: place()))
    }

    /// Reports a character that hides or reorders text.
    func reportInvisible(_ scalar: Unicode.Scalar, in words: String, at place: SourceLocation) {
        error(
            .notAnAllowedValue,
            "\(words) holds the invisible character U+\(String(scalar.value, radix: 16, uppercase: true))",
            remedy: "remove it: it changes how the text is shown", at: place)
    }
}

/// A version as Semantic Versioning 2.0.0 has it (semver.org, rules 2, 9, 10 and 11).
struct SemanticReading {
    private(set) var numbers: [Int] = []
    /// The identifiers of a pre-release: numbers, or words in their own letters.
    private(set) var identifiers: [VersionPart] = []
    private(set) var finalText = ""

    init?(_ text: ArraySlice<UInt8>) {
        let release = text.prefix { $0 != UInt8(ascii: "+") }
        let core = release.prefix { $0 != UInt8(ascii: "-") }
        let build = text[release.endIndex...]
        finalText = String(decoding: core + build, as: UTF8.self)
        let numbers = Self.identifiers(in: core).map(Self.number)
        guard numbers.count == 3, !numbers.contains(nil) else { return nil }
        self.numbers = numbers.compactMap(\.self)
        // Build metadata has the form of a pre-release, and no part in the order.
        guard build.isEmpty || Self.identifiers(in: build.dropFirst()).allSatisfy(Self.isIdentifier) else { return nil }
        let marks = release[core.endIndex...]
        guard !marks.isEmpty else { return }
        for identifier in Self.identifiers(in: marks.dropFirst()) {
            guard Self.isIdentifier(identifier) else { return nil }
            if !identifier.allSatisfy(\.isDigit) {
                identifiers.append(.word(String(decoding: identifier, as: UTF8.self)))
            } else if let number = Self.number(identifier) {
                identifiers.append(.number(number))
            } else {
                return nil
            }
        }
    }

    private static func identifiers(in text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    }

    private static func isIdentifier(_ text: ArraySlice<UInt8>) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    }

    /// Without leading zeros.
    private static func number(_ text: ArraySlice<UInt8>) -> Int? {
        text.count > 1 && text.first == UInt8(ascii: "0") ? nil : text.decimalNumber
    }
}

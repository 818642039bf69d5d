package import Changes
import Git

/// When a case is tried (ITIL: integration and acceptance test).
package enum TestStage: String, CaseIterable, Sendable {
    case integration, acceptance
}

/// Something to try, and what has to come of it: a pure fold, later records change what earlier ones said.
package struct TestCase: Hashable, Sendable {
    package enum Attribute: String, CaseIterable, Sendable {
        case title, steps, expected, mandatory, stage
        /// Items and configuration items that it is for, or `all`.
        case scope = "for"
        /// A pattern for the names of automatic tests that try it.
        case automated
        case state

        /// For help texts.
        package var summary: String {
            switch self {
            case .title: "one line that says what is tried"
            case .steps: "what to do"
            case .expected: "what has to come of it"
            case .mandatory: "whether a release needs its pass: yes or no"
            case .stage: "integration or acceptance"
            case .scope: "items and configuration items that it is for, or all: RFC-12, billing"
            case .automated: "the automatic tests that try it, by their names: 'shop.Card*'"
            case .state: "active or retired"
            }
        }

        /// The words that are allowed; nil for free text.
        package var choices: [String]? {
            switch self {
            case .mandatory: ["yes", "no"]
            case .stage: TestStage.allCases.map(\.rawValue)
            case .state: ["active", "retired"]
            default: nil
            }
        }
    }

    /// `TC-12`. The key is Sluice's own.
    package let id: ItemID
    private let values: RecordedValues<Attribute>

    /// The key of the IDs of all cases.
    package static let key = "TC"

    /// Nil where no record tells of a case.
    package init?(_ sequence: RecordSequence) {
        var (values, id) = (ValueRecords<Attribute>(), ItemID?.none)
        for stored in sequence.records {
            guard case .testCase(let statement) = stored.record.statement else { continue }
            // A case asks for a pass, whoever made it.
            let isCertain = stored.opens || id == nil
            id = id ?? statement.id
            for (name, value) in statement.set {
                guard let attribute = Attribute(rawValue: name) else { continue }
                values.set(attribute, to: value, by: stored.name, isCertain: isCertain)
            }
        }
        guard let id else { return nil }
        self.id = id
        self.values = values.values(in: sequence)
    }

    package subscript(attribute: Attribute) -> String? { values[attribute] }

    package var title: String { values[.title] ?? "" }
    package var isMandatory: Bool { values[all: .mandatory].contains { $0 != "no" } }
    package var isActive: Bool { values[all: .state].contains { $0 != "retired" } }
    package var stage: TestStage { stages[0] }

    /// The stages that it can be of, the certain one first.
    package var stages: [TestStage] {
        values[all: .stage].map { $0.flatMap { TestStage(rawValue: $0) } ?? .acceptance }.unique(by: \.self)
    }

    /// What it is for, by all that was recorded of it, each once.
    package var scope: [String] {
        values[all: .scope].flatMap { ItemList.names(in: $0 ?? "") }.unique(by: \.self)
    }

    package var isForAll: Bool { scope.contains(Self.all) }

    package static let all = "all"

    /// Those of the values that differ from what is recorded, or besides which another one is possible.
    package func changes(to new: [Attribute: String]) -> [Attribute: String] { values.changes(to: new) }

    /// What somebody reads who tries it. When, by what and whether it is tried is no part of that.
    package static let tried: [Attribute] = [.title, .steps, .expected, .scope]

    /// The name of what somebody reads who tries it, 40 digits: equal as long as nothing of that differs.
    package func digest() throws -> String {
        // Lengths keep values apart, whatever they hold.
        let values = Self.tried.map { "\($0.rawValue) \((self[$0] ?? "").utf8.count) \(self[$0] ?? "")" }
        return try Repository.id(of: Array(values.joined(separator: "\n").utf8), .blob).description
    }

    /// Whether an automatic test tries this case: its ID stands in one of the names as a word of its own, or one of them fits
    /// the pattern.
    package func isTried(by names: [String]) -> Bool {
        let id = Array(id.description.utf8)
        return names.contains { name in
            Array(name.utf8).holdsWord(id) || values[.automated].map { name.fits($0) } ?? false
        }
    }
}

extension [UInt8] {
    fileprivate func holdsWord(_ word: [UInt8]) -> Bool {
        guard count >= word.count else { return false }
        return (0...(count - word.count)).contains { start in
            self[start..<(start + word.count)].elementsEqual(word)
                && (start == 0 || !self[start - 1].isPartOfWord)
                && (start + word.count == count || !self[start + word.count].isPartOfWord)
        }
    }
}

extension UInt8 {
    fileprivate var isPartOfWord: Bool {
        let character = Character(UnicodeScalar(self))
        return self >= 0x80 || character.isLetter || character.isNumber || character == "_" || character == "-"
    }
}

extension String {
    /// Whether a pattern fits, in which `*` stands for any text. Without going back more than one star: long names cost no
    /// more than their length times that of the pattern.
    fileprivate func fits(_ pattern: String) -> Bool {
        let (name, pattern) = (Array(utf8), Array(pattern.utf8))
        var (place, part) = (0, 0)
        var star: (place: Int, part: Int)?
        while place < name.count {
            if part < pattern.count, pattern[part] == UInt8(ascii: "*") {
                star = (place, part)
                part += 1
            } else if part < pattern.count, pattern[part] == name[place] {
                (place, part) = (place + 1, part + 1)
            } else if let last = star {
                star = (last.place + 1, last.part)
                (place, part) = (last.place + 1, last.part + 1)
            } else {
                return false
            }
        }
        return pattern[part...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

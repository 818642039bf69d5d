package import Changes
package import Git

/// All that is to be known of one kind of statement: its fields, what it is about, what it does to a gate, and who may say
/// it. A new kind is a file with such a type, and its line in each list of `Statement`.
package protocol StatementBody: Hashable, Sendable, JSONConvertible {
    static var kind: Statement.Kind { get }

    /// The format of a ledger (`Record.newestFormat`) that brought the kind.
    static var format: Int { get }

    /// What it is about, and so where its record is kept.
    var about: Subject { get }

    /// What it does to a gate.
    var effect: StatementEffect { get }

    /// Who may say it.
    ///
    /// - Parameter records: those about the same subject that count and come before it, where it depends on others.
    func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight

    /// Whether the right to say it depends on what is recorded of the same subject.
    var dependsOnOthers: Bool { get }

    /// Whether the right of others to say something can depend on it.
    var givesRights: Bool { get }

    /// What was done, in few words: `approval of TASK-1 in 1.0.0 as qa`.
    var deed: String { get }

    /// The items that it names.
    var named: [ItemID] { get }

    /// Why, where the writer said so.
    var remark: String? { get }

    /// The tip of the ledger that its writer saw, where decisions rest on it: a history from which something was taken out
    /// before it lacks that tip. Nil in kinds that do not name it, and in records from before it was kept.
    var ledgerSeen: ObjectID? { get }

    /// The same with other names for the records of its subject that it refers to.
    func referring(_ name: (RecordName) -> RecordName) -> Self

    /// The same, naming the tip of the ledger that its writer saw, where the kind does so.
    func made(inViewOf tip: ObjectID) -> Self
}

extension StatementBody {
    package static var format: Int { 1 }
    package var dependsOnOthers: Bool { false }
    package var givesRights: Bool { false }
    package var named: [ItemID] { [] }
    package var remark: String? { nil }
    package var ledgerSeen: ObjectID? { nil }
    package func referring(_ name: (RecordName) -> RecordName) -> Self { self }
    package func made(inViewOf tip: ObjectID) -> Self { self }
}

/// What a statement can do to a gate. Whether it counts is asked for each apart: a doubt never admits what opens, and never
/// takes away what shuts.
package struct StatementEffect: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let opens = StatementEffect(rawValue: 1)
    package static let shuts = StatementEffect(rawValue: 2)
    package static let both: StatementEffect = [.opens, .shuts]
}

/// Whose words of a kind count.
package enum SpeakingRight: Hashable, Sendable {
    /// Where words of the kind have to be signed, any person of the policy; else anyone.
    case anyone
    /// Members of any of these roles; of a role without members anyone, where decisions need no signature.
    case roles([String])
    /// Those whom one of these roles names, and nobody where they name nobody.
    case members([String])
    /// Those who may say each part.
    case all([SpeakingRight])
    /// Who said something before, and whoever else may.
    case author(Person, or: [String])
}

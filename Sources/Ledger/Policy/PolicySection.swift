/// How values and sections are written in a policy.
enum PolicyText {
    /// A value as Git's configuration has it: in quotation marks where a part would be read as a comment or an escape.
    static func quoted(_ value: String) -> String {
        guard value.utf8.contains(where: "#;\"\\".utf8.contains) else { return value }
        return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}

extension KnownPerson {
    /// The section of a policy for somebody whom it does not know yet.
    package var sectionLines: [String] { [sectionHead] + nameLines + addressLines + keyLines }

    /// The section of a policy that gives somebody whom it knows the keys of this person.
    package var keySectionLines: [String] { [sectionHead] + keyLines }

    var sectionHead: String { "[person \"\(id)\"]" }
    var nameLines: [String] { ["\tname = \(PolicyText.quoted(name ?? id))"] }
    var addressLines: [String] { addresses.map { "\temail = \(PolicyText.quoted($0))" } }
    var keyLines: [String] { keys.map { "\tkey = \($0.text)" } }
}

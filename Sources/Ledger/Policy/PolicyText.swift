import Changes
import Git

extension Policy {
    /// Longer texts are refused unread.
    package static let sizeLimit = 1 << 20

    /// Reads a policy in git-config syntax (git-config, "Syntax"), parsed by libgit2.
    ///
    /// - Throws: `PolicyProblem`: the first thing that is wrong, with its line.
    package init(text: [UInt8], version: Int) throws {
        guard text.count <= Self.sizeLimit else { throw PolicyProblem.tooLong(limit: Self.sizeLimit) }
        lazy var lines = PolicyLines(text)
        if text.mayBeRefused {
            if let line = lines.containingNUL { throw PolicyProblem.containsNUL(line: line) }
            if let line = lines.including { throw PolicyProblem.include(line: line) }
        }
        self.init()
        self.version = version
        var counts: [String: Int] = [:]
        let entries = try Self.entries(of: text)
        // First, as other keys, too, may be unknown to a program that is too old.
        if let needed = entries.last(where: { $0.name == "ledger.needs" })?.value, Record.isNewer(format: needed) {
            throw PolicyProblem.needsNewer(format: needed)
        }
        for entry in entries {
            let occurrence = counts[entry.name, default: 0]
            counts[entry.name] = occurrence + 1
            do {
                try apply(entry, occurrence: occurrence)
            } catch let problem as PolicyValueProblem {
                let line = lines.line(of: entry.name, occurrence: occurrence)
                throw PolicyProblem.badValue(line: line, name: entry.name, problem)
            } catch is UnknownSetting {
                let line = lines.line(of: entry.name, occurrence: occurrence)
                throw PolicyProblem.unknownKey(line: line, name: entry.name)
            }
        }
        guard !keys.isEmpty else { throw PolicyProblem.missing(name: "item.<KEY>.kind") }
        try refuseFormsOfOtherKeys { lines.line(of: $0, occurrence: $1) }
        try checkComponents { lines.line(of: $0, occurrence: 0) }
        guard !signOffRoles.isEmpty else { throw PolicyProblem.missing(name: "sign-off.role") }
        if let item = configuration.items.first(where: \.paths.isEmpty) {
            throw PolicyProblem.missing(name: "configuration-item.\(item.name).path")
        }
        try checkExemptions()
        try checkSubtreeExemptions()
        try orderEnvironments()
        do { try statuses.check() } catch { throw PolicyProblem.unusableStatuses(error) }
        try refuseUnusablePeople { lines.line(of: $0, occurrence: $1) }
        try refuseMembersOfMisspeltRoles { lines.line(of: $0, occurrence: 0) }
    }

    /// Members of `QA` would leave the role `qa` open to anyone, as subsections of Git's configuration heed case.
    private func refuseMembersOfMisspeltRoles(_ line: (_ setting: String) -> Int?) throws {
        let asking =
            decidingRoles + (testRoles ?? []) + deploymentRoles + waiverRoles + environments.flatMap(\.approvers)
            + statuses.ladder.flatMap(\.roles)
        for role in members.keys.sorted() where !asking.contains(role) {
            guard let asked = asking.first(where: { $0.lowercased() == role.lowercased() }) else { continue }
            let name = "role.\(role).member"
            throw PolicyProblem.badValue(line: line(name), name: name, .otherCase(of: asked))
        }
    }

    /// Each kind is also written as `KEY-12`, so that a form of another kind with this text would be two IDs.
    private func refuseFormsOfOtherKeys(_ line: (_ setting: String, _ occurrence: Int) -> Int?) throws {
        for (key, forms) in links.forms.sorted(by: { $0.key < $1.key }) {
            for (occurrence, form) in forms.enumerated() {
                let rival = keys.first { other in
                    other.name != key && form.after.isEmpty && form.before.lowercased() == "\(other.name)-".lowercased()
                }
                guard let rival else { continue }
                let name = "item.\(key).form"
                throw PolicyProblem.badValue(line: line(name, occurrence), name: name, .formTwice(of: rival.name))
            }
        }
    }

    private static func entries(of text: [UInt8]) throws -> [ConfigurationEntry] {
        do {
            return try Configuration(text: text).entries()
        } catch let error as GitError {
            throw PolicyProblem.syntax(line: error.lineInFile, message: error.messageWithoutFile)
        }
    }

    private mutating func apply(_ entry: ConfigurationEntry, occurrence: Int) throws {
        let name = SettingName(entry.name)
        guard let key = PolicyKey.all.first(where: { $0.name == name.pattern }) else { throw UnknownSetting() }
        guard key.isRepeatable || occurrence == 0 else { throw PolicyValueProblem.repeated }
        guard let value = entry.value else { throw PolicyValueProblem.noValue }
        try key.apply(&self, value, name.section)
    }

    private struct UnknownSetting: Error {}
}

/// `item.RFC.kind` taken apart: the key's name in the table and the named section.
struct SettingName {
    let pattern: String
    let section: String

    init(_ name: String) {
        guard let first = name.firstIndex(of: "."), let last = name.lastIndex(of: "."), first < last else {
            pattern = name
            section = ""
            return
        }
        pattern = String(name[..<first]) + ".*" + String(name[last...])
        section = String(name[name.index(after: first)..<last])
    }
}

extension GitError {
    /// libgit2 ends such messages with `(in <file>:<line>)`.
    fileprivate var lineInFile: Int? {
        guard let colon = message.lastIndex(of: ":") else { return nil }
        return Int(message[message.index(after: colon)...].prefix { $0.isNumber })
    }

    fileprivate var messageWithoutFile: String {
        guard let place = message.firstRange(of: " (in ") else { return message }
        return String(message[..<place.lowerBound])
    }
}

extension [UInt8] {
    /// Whether a closer look has to be taken for what no policy may hold: a NUL byte, or a section named `include…`.
    fileprivate var mayBeRefused: Bool {
        let word = Array("include".utf8)
        return contains(0)
            || indices.contains { start in
                self[start] | 0x20 == word[0] && count - start >= word.count
                    && word.indices.allSatisfy { self[start + $0] | 0x20 == word[$0] }
            }
    }
}

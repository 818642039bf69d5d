import Changes
import Ledger
import Reports

extension Command {
    static let testCaseAdd = Command(
        "add", summary: "Add a test case",
        details: "Without an ID it gets the next free number.",
        examples: [
            ("sluice test case add --title 'Pay by invoice' --for RFC-12", "one that RFC-12 has to pass"),
            ("sluice test case add --title 'Bill runs' --for billing", "one for what touches billing"),
            ("sluice test case add --title 'Card' --for all --automated 'shop.Card*'", "one that a pipeline tries"),
        ],
        run: AddTestCase.run)

    static let testCaseEdit = Command(
        "edit", summary: "Change a test case, or put it out of use",
        details: "An empty value takes an attribute away.",
        examples: [
            ("sluice test case edit TC-3 --state retired -m 'no such form any more'", "TC-3 is asked for no more")
        ],
        run: EditTestCase.run)

    static let testCaseList = Command(
        "list", summary: "List test cases",
        examples: [("sluice test case list billing", "those that are for billing, or speak of it")],
        run: ListTestCases.run)
}

/// One option for each attribute of a case.
struct TestCaseOptions: Parameters {
    var declarations: [Declaration] { TestCase.Attribute.allCases.map { option($0).declaration } }

    func option(_ attribute: TestCase.Attribute) -> Parameter<String?> {
        let placeholder = attribute.choices?.joined(separator: "|") ?? (attribute == .scope ? "items" : "text")
        return Option.value(attribute.rawValue, placeholder: placeholder, help: attribute.summary)
    }
}

extension Invocation<TestCaseOptions> {
    /// - Throws: `Failure` for a word that is none of an attribute's.
    fileprivate func given() throws -> [TestCase.Attribute: String] {
        var values: [TestCase.Attribute: String] = [:]
        for attribute in TestCase.Attribute.allCases {
            guard let text = context.values.read(parameters.option(attribute)) else { continue }
            if let choices = attribute.choices, !text.isEmpty, !choices.contains(text) {
                throw Failure(
                    .usage, "\(attribute.rawValue): \(text.quoted) is none of \(choices.joined(separator: ", "))")
            }
            if attribute == .title, text.isEmpty || text.contains(where: \.isNewline) {
                throw Failure(.usage, "a test case needs a title of one line")
            }
            guard text.utf8.count <= 1 << 16 else {
                throw Failure(.usage, "\(attribute.rawValue) is longer than 65536 bytes")
            }
            values[attribute] = text
        }
        return values
    }
}

struct AddTestCase: Parameters {
    let id = Argument.optional("case", help: "the ID, TC-12; the next free number where it is left out")
    let attributes = TestCaseOptions()

    static func run(_ invocation: Invocation<AddTestCase>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let values = try invocation.attributes.given()
        guard values[.title] != nil else {
            throw Failure(
                .usage, "a test case needs a title", hints: ["`sluice test case add --title 'what is tried'`"])
        }
        guard values[.scope]?.isEmpty == false else {
            throw Failure(
                .usage, "what is the test case for?",
                hints: ["--for names items (RFC-12), configuration items (billing), or all"])
        }
        let written = try workspace.writer().append("test case: add") { ledger in
            guard let id = try invocation.id.map(TestCase.id) ?? ledger.nextTestCaseID() else {
                let last = ItemID(key: TestCase.key, number: ItemID.largestNumber)
                throw Failure(.refused, "\(last) is taken", hints: ["name a free ID"])
            }
            guard try TestCase(ledger.records(of: .testCase(id))) == nil else {
                throw Failure(
                    .refused, "\(id) is in the ledger already", hints: ["`sluice test case edit \(id)` changes it"])
            }
            return [.testCase(TestCaseStatement(id, set: try ledger.checked(values)))]
        }
        guard let added = TestCase(RecordSequence(written)) else { return .yes }
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(TestCaseDocument(added)))
        } else {
            invocation.console.print("Added \(added.id): \(SafeText.line(added.title))")
        }
        return .yes
    }
}

struct EditTestCase: Parameters {
    let id = Argument.required("case", help: "the case: TC-12")
    let attributes = TestCaseOptions()
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why")

    static func run(_ invocation: Invocation<EditTestCase>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let values = try invocation.attributes.given()
        let id = try TestCase.id(invocation.id)
        guard !values.isEmpty else {
            let options = TestCase.Attribute.allCases.map { "--\($0.rawValue)" }.joined(separator: ", ")
            throw Failure(.usage, "what is to change in \(id)?", hints: ["say it with one of: \(options)"])
        }
        let written = try workspace.writer().append("test case: change \(id)") { ledger in
            let known = try ledger.knownTestCase(id)
            let changes = known.changes(to: try ledger.checked(values))
            return changes.isEmpty ? [] : [.testCase(TestCaseStatement(id, set: changes, reason: invocation.reason))]
        }
        let records = try workspace.ledger().records(of: .testCase(id))
        if invocation.wantsJSON, let known = TestCase(records) {
            invocation.console.write(JSONText.document(TestCaseDocument(known)))
        } else if written.isEmpty {
            invocation.console.note("\(id): nothing changes, it is so already.")
        }
        let names = Set(written.map(\.name))
        for entry in Journal([records]).entries where names.contains(entry.record) && !invocation.wantsJSON {
            invocation.console.print(SafeText.line("Changed \(id): \(entry.sentence())"))
        }
        return .yes
    }
}

struct ListTestCases: Parameters {
    let words = Argument.any("text", help: "only those whose ID, title or scope hold all these words")
    let all = Option.flag("all", help: "the retired ones, too")

    static func run(_ invocation: Invocation<ListTestCases>) throws -> ExitStatus {
        let cases = try Workspace(invocation).ledger().testCases().filter { testCase in
            let text = ([testCase.id.description, testCase.title] + testCase.scope).joined(separator: "\n").lowercased()
            return (invocation.all || testCase.isActive)
                && invocation.words.allSatisfy { text.contains($0.lowercased()) }
        }
        let console = invocation.console
        if invocation.wantsJSON {
            for testCase in cases { console.write(JSONText.line(TestCaseDocument(testCase))) }
        } else if cases.isEmpty {
            console.note("There are no such test cases.")
        } else {
            console.write(TestCaseTable(cases).text(width: console.width, palette: console.palette))
        }
        return .yes
    }
}

extension TestCase {
    /// The ID that a person means: `TC-12`, `tc-12` or `12`.
    static func id(_ text: String) throws -> ItemID {
        let id = ItemID(text.uppercased()) ?? ItemID("\(key)-\(text)")
        guard let id, id.key == key else {
            throw Failure(
                .usage, "\(text.quoted) is no test case's ID",
                hints: ["an ID is \(key), a dash and a number: \(key)-12"])
        }
        return id
    }
}

extension LedgerReader {
    func knownTestCase(_ id: ItemID) throws -> TestCase {
        if let known = TestCase(try records(of: .testCase(id))) { return known }
        throw Failure(
            .refused, "\(id) is not in the ledger",
            hints: [
                "`sluice test case add \(id) --title \"…\" --for \"…\"` adds it, `sluice test case list` tells those that are"
            ])
    }

    /// The values, with what a case is for in canonical form: items of the ledger, configuration items of the policy, or all.
    fileprivate func checked(_ values: [TestCase.Attribute: String]) throws -> [TestCase.Attribute: String] {
        guard let text = values[.scope], !text.isEmpty else { return values }
        let policy = try policy()
        let names = Set(policy.configuration.items.map(\.name))
        let scope = try ItemList.names(in: text).map { name in
            names.contains(name) || name == TestCase.all ? name : try scopeItem(name, policy, names)
        }
        return values.merging([.scope: Set(scope).sorted().joined(separator: ", ")]) { $1 }
    }

    private func scopeItem(_ name: String, _ policy: Policy, _ configurationItems: Set<String>) throws -> String {
        guard policy.itemID(named: name) != nil else {
            let known = configurationItems.isEmpty ? "none" : configurationItems.sorted().joined(separator: ", ")
            throw Failure(
                .usage, "\(name.quoted) is no item and no configuration item",
                hints: ["the configuration items of the policy: \(known); `all` stands for every item"])
        }
        return try knownItems(named: [name], policy: policy)[0].id.description
    }
}

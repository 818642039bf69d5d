import Changes
import Git
import Ledger
import Releases
import Reports

struct AddItem: Parameters {
    var noun = ItemNoun.rfc
    let id = Argument.optional("id", help: "the ID; the next free number where it is left out")
    var attributes: AttributeOptions { AttributeOptions(noun: noun, required: [.title]) }

    var declarations: [Declaration] { [id.declaration] + attributes.declarations }

    static func run(_ invocation: Invocation<AddItem>) throws -> ExitStatus {
        let noun = invocation.parameters.noun
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let given = try invocation.attributes.given()
        guard given[.title]?.isEmpty == false else { throw noTitle(noun) }
        let used = try invocation.id == nil ? usedNumbers(noun, workspace, invocation.console) : []
        let writer = try workspace.writer(by: author)
        let written = try writer.append("\(noun.rawValue): add \(invocation.id ?? "one")") { ledger in
            let policy = try ledger.policy()
            let id = try ledger.newID(invocation.id, noun: noun, policy: policy, besides: used)
            let person = try workspace.speaker(author, .item, policy: policy)
            let values = initialValues(of: noun, by: person).merging(try ledger.checked(given, policy: policy)) { $1 }
            return [.item(ItemStatement(item: id, noun: noun, set: values.filter { !$0.value.isEmpty }))]
        }
        for stored in written { try tell(stored, invocation) }
        return .yes
    }

    private static func initialValues(of noun: ItemNoun, by person: Person) -> [ItemAttribute: String] {
        var values = noun.initialValues
        if noun.attributes.contains(.requester) { values[.requester] = person.description }
        return values
    }

    /// The numbers that a new item must not get, as messages of commits have them.
    private static func usedNumbers(_ noun: ItemNoun, _ workspace: Workspace, _ console: Console) throws -> Set<Int> {
        let (repository, policy) = (workspace.repository, try workspace.ledger().policy())
        guard let key = policy.key(for: noun) else { return [] }
        // Whatever is read here decides nothing.
        let verifies = repository.verifiesHashes
        repository.verifiesHashes = false
        defer { repository.verifiesHashes = verifies }
        do {
            return try repository.usedNumbers(of: key, policy: policy)
        } catch let problem as RepositoryProblem {
            console.note("numbers in the history are not looked at: \(problem.failure.message)")
            return []
        }
    }

    private static func noTitle(_ noun: ItemNoun) -> Failure {
        Failure(
            .usage, "a new \(noun.title) needs a title", hints: ["`sluice \(noun.rawValue) add --title 'what it is'`"])
    }

    private static func tell(_ stored: StoredRecord, _ invocation: Invocation<AddItem>) throws {
        guard let item = Item(RecordSequence([stored])) else { return }
        if invocation.wantsJSON { return invocation.console.write(JSONText.document(ItemDocument(item))) }
        invocation.console.print("Added \(item.id.shown): \(SafeText.line(item.title))")
    }
}

extension LedgerReader {
    /// The ID of an item that is to be added: the given one, if it is free, or else the next free one.
    fileprivate func newID(
        _ given: String?, noun: ItemNoun, policy: Policy, besides used: Set<Int>
    ) throws -> ItemID {
        guard let given else { return try nextID(noun, policy, besides: used) }
        let id = try policy.item(named: given, as: noun)
        guard try item(id) == nil else {
            throw Failure(
                .refused, "\(id) is in the ledger already", hints: ["`sluice \(noun.rawValue) edit \(id)` changes it"])
        }
        return id
    }

    private func nextID(_ noun: ItemNoun, _ policy: Policy, besides used: Set<Int>) throws -> ItemID {
        guard let key = policy.key(for: noun) else {
            throw Failure(
                .refused, "the policy has no key for \(noun.title)s",
                hints: [
                    "`sluice policy edit` adds one: [item \"\(noun.rawValue.uppercased())\"] kind = \(noun.rawValue)"
                ])
        }
        guard let id = try nextItemID(key: key, besides: used) else {
            throw Failure(.refused, "\(key)-\(ItemID.largestNumber) is taken", hints: ["name a free ID"])
        }
        return id
    }
}

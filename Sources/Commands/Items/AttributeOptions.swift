import Changes
import Ledger
import Releases

/// One option for each attribute that a sort of items has: `--title`, `--back-out-plan`, …
struct AttributeOptions: Parameters {
    var noun = ItemNoun.rfc
    /// Attributes without which the command is refused.
    var required: Set<ItemAttribute> = []

    var declarations: [Declaration] { noun.attributes.map { option($0).declaration } }

    /// The option of one attribute.
    func option(_ attribute: ItemAttribute) -> Parameter<String?> {
        let placeholder = attribute.choices?.joined(separator: "|") ?? attribute.placeholder
        let option = Option.value(attribute.rawValue, placeholder: placeholder, help: attribute.summary)
        guard required.contains(attribute) else { return option }
        var declaration = option.declaration
        declaration.count = .one
        return Parameter(declaration: declaration, read: option.read)
    }
}

extension ItemAttribute {
    /// Whether it holds items of the ledger, which people may write as they write items elsewhere.
    fileprivate var namesItems: Bool { self == .rfc || self == .dependsOn || self == .fixedBy }

    fileprivate var placeholder: String {
        switch self {
        case .requester, .assignee: "person"
        case .rfc: "id"
        case .dependsOn, .fixedBy: "ids"
        case .causedBy: "release|item"
        case .affects: "names"
        case .start, .due: "day"
        case .opened, .resolved: "time"
        default: "text"
        }
    }
}

extension Invocation<AttributeOptions> {
    /// The attributes that were given, as they are recorded; an empty value takes an attribute away.
    func given() throws -> [ItemAttribute: String] {
        var values: [ItemAttribute: String] = [:]
        for attribute in parameters.noun.attributes {
            guard let text = context.values.read(parameters.option(attribute)) else { continue }
            values[attribute] = attribute.namesItems ? text : try attribute.normalised(moment(text, attribute))
        }
        return values
    }

    /// A time as people write it becomes the moment that they mean; a day stays one.
    private func moment(_ text: String, _ attribute: ItemAttribute) throws -> String {
        guard [.opened, .resolved].contains(attribute), !text.isEmpty, Day(text) == nil else { return text }
        let now = try Workspace(self).date()
        return try TimeInput.moment(text, option: "--\(attribute.rawValue)", now: now, zone: .here).description
    }
}

extension LedgerReader {
    /// The attributes with the items that they name in their canonical form: these have to be known.
    func checked(_ values: [ItemAttribute: String], policy: Policy) throws -> [ItemAttribute: String] {
        var values = values
        for name in values[.affects].map(ItemList.names) ?? [] { try policy.refuseUnknownConfigurationItem(name) }
        for (attribute, text) in values where attribute.namesItems && !text.isEmpty {
            if attribute == .rfc {
                values[.rfc] = try knownItem(policy.item(named: text, as: .rfc), noun: .rfc).id.description
            } else {
                let items = try knownItems(named: ItemList.names(in: text), policy: policy)
                values[attribute] = ItemList(items.map(\.id)).description
            }
        }
        return values
    }
}

extension Policy {
    fileprivate func refuseUnknownConfigurationItem(_ name: String) throws {
        let known = configuration.items.map(\.name)
        guard !known.contains(name) else { return }
        throw Failure(
            .refused, "the policy names no configuration item \(name.quoted)",
            hints: [
                Suggestion.hint(
                    for: name, among: known, "it names",
                    ifNone: "`sluice policy edit` names them: [configuration-item \"billing\"] path = billing/**")
            ])
    }
}

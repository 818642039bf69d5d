import FoundationEssentials

/// A JSON value of any shape, whose numbers and truth values are only of interest as text.
enum JsonText: Decodable {
    case null
    case scalar(String)
    case list([JsonText])
    case object([String: JsonText])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let text = Self.scalar(value) {
            self = .scalar(text)
        } else if let list = try? value.decode([JsonText].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JsonText].self))
        }
    }

    /// `Decimal` keeps the digits of a number as they were written (`0.1`, and keys of twenty digits); `Double` takes the
    /// sizes that it cannot.
    private static func scalar(_ value: any SingleValueDecodingContainer) -> String? {
        if let text = try? value.decode(String.self) { return text }
        if let truth = try? value.decode(Bool.self) { return String(truth) }
        if let number = try? value.decode(Decimal.self) { return number.description }
        return (try? value.decode(Double.self))?.description
    }

    /// The scalars in this value, named by the way to them from `name`.
    func fields(named name: String) -> [ImportedRow.Field] {
        switch self {
        case .null: []
        case .scalar(let text): [ImportedRow.Field(name: name, value: text)]
        case .list(let list): list.flatMap { $0.fields(named: name) }
        case .object(let members):
            members.sorted { $0.key < $1.key }.flatMap { key, value in
                value.fields(named: name.isEmpty ? key : "\(name).\(key)")
            }
        }
    }
}

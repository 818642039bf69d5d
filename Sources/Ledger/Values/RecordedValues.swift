/// The values that records give the attributes of something. A doubtful record is one of which only the shutting half counts:
/// it changes no value, but whoever asks for something because of a value asks for it because of the doubtful ones, too.
package struct RecordedValues<Attribute: Hashable & Sendable>: Hashable, Sendable {
    /// The values beyond doubt.
    package private(set) var certain: [Attribute: String] = [:]
    /// Those of doubtful records since; empty for an attribute that one of them takes away.
    private var doubtful: [Attribute: Set<String>] = [:]

    package init() {}

    /// Sets an attribute as a later record does; an empty value takes it away. A value beyond doubt ends every doubt.
    package mutating func set(_ attribute: Attribute, to value: String, isCertain: Bool) {
        if isCertain {
            certain[attribute] = value.isEmpty ? nil : value
            doubtful[attribute] = nil
        } else {
            doubtful[attribute, default: []].insert(value)
        }
    }

    package subscript(attribute: Attribute) -> String? { certain[attribute] }

    /// All values that an attribute can have, the certain one first; nil stands for none.
    package subscript(all attribute: Attribute) -> [String?] {
        let others = doubtful[attribute, default: []].subtracting([certain[attribute] ?? ""]).sorted()
        return [certain[attribute]] + others.map { $0.isEmpty ? nil : $0 }
    }

    /// Those of the values that differ from what is recorded, or of which a record leaves a doubt.
    package func changes(to values: [Attribute: String]) -> [Attribute: String] {
        values.filter { (certain[$0.key] ?? "") != $0.value || doubtful[$0.key] != nil }
    }
}

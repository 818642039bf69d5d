/// How the IDs of one kind are written: a text around one number, such as `CHG{7}`, `Bug {n}`, `LP: #{n}` or
/// `https://example.org/shop/issues/{n}`.
///
/// `{n}` stands for a number without leading zeros, `{7}` for exactly seven digits. A blank stands for one blank or several.
package struct ItemForm: Hashable, Sendable, CustomStringConvertible {
    /// The longest form, in bytes.
    package static let longest = 100

    /// What stands before and behind the number.
    package let before: String
    package let after: String
    /// How many digits the number has, leading zeros among them; nil for a number without leading zeros.
    package let width: Int?

    /// Reads a form as a policy has it.
    package init(_ text: String) throws(ItemFormProblem) {
        guard let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") else {
            throw .noNumber
        }
        let (before, number, after) = (
            text[..<open], text[text.index(after: open)..<close], text[text.index(after: close)...]
        )
        guard number == "n" || Int(number).map((1...9).contains) == true else { throw .noWidth(String(number)) }
        guard !after.contains(where: { "{}".contains($0) }) else { throw .severalNumbers }
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        let literals = Array(before.utf8) + Array(after.utf8)
        guard !literals.contains(where: { $0 < .space || $0 == 0x7F }), !text.contains("  ") else { throw .badText }
        // A number that nothing marks is everywhere in messages.
        guard let first = before.utf8.first, let last = before.utf8.last, first != .space, !last.isDigit,
            after.utf8.first?.isDigit != true, after.utf8.last != .space
        else { throw .unmarked }
        (self.before, self.after) = (String(before), String(after))
        width = Int(number)
    }

    /// The form that a key has by itself: `KEY-{n}`.
    package init(key: String) { (before, after, width) = (key + "-", "", nil) }

    package var description: String { "\(before){\(width.map(String.init) ?? "n")}\(after)" }

    /// The number as people write it.
    package func text(of number: Int) -> String {
        let digits = String(number)
        return before + String(repeating: "0", count: max(0, (width ?? 0) - digits.utf8.count)) + digits + after
    }

    /// Whether the form has room for all digits.
    func fits(_ number: Int) -> Bool { width.map { String(number).utf8.count <= $0 } ?? true }

    /// Whether nothing but marks stands around the number: `#{n}`, `!{n}`.
    package var isBare: Bool { !(before + after).utf8.contains { $0.isWord || $0 >= 0x80 } }
}

/// Why a text is no form of an ID.
package enum ItemFormProblem: Error, Equatable, Sendable {
    case noNumber, severalNumbers, tooLong, badText, unmarked
    case noWidth(String)
}

/// How the policy that a command works under writes IDs, for what people read. Records and JSON's `id` have `KEY-12` in any case.
package final class ShownForms: @unchecked Sendable {
    /// Those of the command that runs.
    @TaskLocal package static var current: ShownForms?

    // Set once, by the thread that reads the policy, before anything is shown.
    private var forms: [String: ItemForm] = [:]

    package init() {}

    package func show(_ rules: LinkRules) { forms = rules.forms.compactMapValues(\.first) }

    fileprivate subscript(key: String) -> ItemForm? { forms[key] }
}

extension ItemID {
    /// The ID as the project writes it: `CHG0030012`, `#123`; `KEY-12` where the policy says nothing else, or
    /// its form has fewer digits.
    package var shown: String {
        guard let form = ShownForms.current?[key], form.fits(number) else { return description }
        return form.text(of: number)
    }

    /// The same for JSON, next to `id`; nil where that is how the project writes it.
    package var display: String? { shown == description ? nil : shown }
}

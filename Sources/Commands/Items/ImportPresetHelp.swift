import Ledger
import Reports

/// The help on the presets of `import`, made from the presets themselves.
enum ImportPresetHelp {
    static var text: String {
        "Presets map these columns (the first that has a value counts) and states, besides the\nusual ones:\n\n"
            + ImportPreset.all.map(section).joined(separator: "\n\n")
    }

    private static func section(_ preset: ImportPreset) -> String {
        let columns = preset.columns.filter { !$0.value.isEmpty }.map { target, names in
            "\(target.name): \(names.joined(separator: ", "))"
        }
        let states = [("open", preset.states.open), ("closed", preset.states.closed)].filter { !$0.1.isEmpty }
        let numbers = ItemNoun.allCases.flatMap { noun in
            preset.statesByNoun[noun].map {
                [("\(noun.rawValue) open", $0.open), ("\(noun.rawValue) closed", $0.closed)]
            }
                ?? []
        }
        let words = (states + numbers).map { "\($0.0): \($0.1.joined(separator: ", "))" }
        return (["\(preset.name.rawValue) (\(preset.tracker))"] + wrapped(columns) + wrapped(words)).joined(
            separator: "\n")
    }

    private static func wrapped(_ parts: [String]) -> [String] {
        TextWrap.lines(of: parts.joined(separator: "; "), width: 76).map { "  " + $0 }
    }
}

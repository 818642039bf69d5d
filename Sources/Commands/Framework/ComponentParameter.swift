/// `--component web`, which every command accepts that takes the name of a release: `--component web 1.3.0` is `web/1.3.0`.
enum ComponentParameter {
    static let option = Option.value(
        "component", placeholder: "component", help: "versions are those of this component of the policy")
}

extension Declaration {
    /// Whether a value is the name of a release.
    var namesRelease: Bool { takesValue && CompletionKind(self) == .release }

    /// Whether it can be the name of a release, or of something else.
    fileprivate var isAnything: Bool {
        form == .argument && (name == "what" || name.split(separator: "|").contains("release"))
    }
}

extension GivenValues {
    /// The same with the component in front of each version.
    func namingComponent(_ declarations: [Declaration]) -> GivenValues {
        guard let component = read(ComponentParameter.option) else { return self }
        var values = self
        for declaration in declarations where declaration.namesRelease || declaration.isAnything {
            values.change(declaration) { text in
                text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
                    .map {
                        Self.isVersion($0, besideOthers: CompletionKind(declaration) != .release)
                            ? "\(component)/\($0)" : String($0)
                    }
                    .joined(separator: "..")
            }
        }
        return values
    }

    /// Beside items and commits only what has a dot is a version for sure.
    private static func isVersion(_ text: Substring, besideOthers: Bool) -> Bool {
        guard let first = text.utf8.first, UInt8(ascii: "0")...UInt8(ascii: "9") ~= first else { return false }
        return !besideOthers || text.utf8.contains(UInt8(ascii: "."))
    }
}

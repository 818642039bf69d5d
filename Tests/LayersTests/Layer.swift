/// What the sources of one layer may use.
struct Layer {
    let name: String
    /// Modules outside the project; layers to the right are allowed on top.
    let modules: Set<String>
    /// A pure layer does no input or output, and asks neither the clock nor the environment.
    let isPure: Bool
    /// Only the program's own two layers speak to the user.
    let mayPrint: Bool

    init(_ name: String, modules: Set<String>, isPure: Bool = false, mayPrint: Bool = false) {
        self.name = name
        self.modules = modules
        self.isPure = isPure
        self.mayPrint = mayPrint
    }

    /// All layers, from the program on the left to the operating system on the right. A layer uses layers to its right only.
    static let all = [
        Layer("sluice", modules: system, mayPrint: true),
        Layer("Commands", modules: system, mayPrint: true),
        Layer("Reports", modules: values, isPure: true),
        Layer("Actions", modules: values, isPure: true),
        Layer("Gate", modules: values, isPure: true),
        Layer("Releases", modules: system),
        Layer("Ledger", modules: system),
        Layer("Changes", modules: values, isPure: true),
        Layer("Git", modules: system.union(["CLibgit2"])),
        Layer("System", modules: system.union(["CSystem"])),
        Layer("CLibgit2", modules: []), Layer("CSystem", modules: []),
    ]

    /// `FoundationEssentials` is Foundation without ICU, which would cost milliseconds of every start.
    private static let values: Set = ["Swift", "FoundationEssentials"]
    private static let system = values.union(["Glibc", "Dispatch", "Synchronization"])

    /// Everything that a source file of this layer may import.
    var importable: Set<String> {
        let right = Layer.all.drop { $0.name != name }.dropFirst().map(\.name)
        return modules.union(right.filter { !["CLibgit2", "CSystem"].contains($0) })
    }
}

package import Changes

/// Why Git finds no hooks: `core.hooksPath` names what is no folder, here or in some work trees.
package struct HookFolderFault: Hashable, Sendable {
    package let setting: String
    /// The work trees in which it names no folder; none where it is the same path in all.
    package let workTrees: [String]
    /// What it names in the first of them.
    package let folder: String
    package let fix: ShellCommand

    package init(setting: String, workTrees: [String], folder: String, fix: ShellCommand) {
        self.setting = setting
        self.workTrees = workTrees
        self.folder = folder
        self.fix = fix
    }

    package var sentence: String {
        let trees = workTrees.isEmpty ? "" : " in \(workTrees.joined(separator: ", "))"
        return "Git runs no hook\(trees): core.hooksPath is \(setting), and \(folder) is no folder"
    }
}

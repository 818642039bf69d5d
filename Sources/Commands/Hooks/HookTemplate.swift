import Changes
import Git
import Reports
import System

/// A folder whose hooks Git copies into each new repository and clone (git-init, "TEMPLATE DIRECTORY").
struct HookTemplate {
    let folder: String
    /// Whether Git takes it as its template already.
    private let isInUse: Bool

    init(named name: String?, _ environment: Environment) throws {
        let set = try ExternalProgram("git", ["config", "--get", "--type=path", "init.templateDir"]).run()
        let current = set.status == 0 ? String(decoding: set.output.dropLast(), as: UTF8.self) : ""
        let settings = environment.nonempty("XDG_CONFIG_HOME") ?? (environment["HOME"] ?? "") + "/.config"
        let wanted = name ?? (current.isEmpty ? settings + "/git/template" : current)
        try File.makeFolder(wanted)
        folder = File.realPath(wanted) ?? wanted
        isInUse = File.realPath(current) == folder
    }

    static func install(_ invocation: Invocation<InstallHooks>) throws -> ExitStatus {
        if invocation.directory != "." { try changeFolder(to: invocation.directory) }
        let template = try HookTemplate(named: invocation.folder, invocation.environment)
        let outcomes = try HookInstaller(template: HookFolder(template: template.folder)).install()
        outcomes.tell(on: invocation.console, asJSON: invocation.wantsJSON)
        if outcomes.allSatisfy({ !$0.isChange }) { invocation.console.note("Nothing was changed.") }
        invocation.console.note(
            template.isInUse
                ? "Git copies them into new clones (init.templateDir)."
                : "Git does not copy them yet. This command makes it copy them into new repositories and clones:",
            hints: template.isInUse ? [] : ["`git config --global init.templateDir \(template.folder)`"])
        return .yes
    }
}

import Changes
import Git
import Ledger
import System

/// Advice for people whose hooks a manager installs: the lines by which it calls Sluice, ready to be pasted.
///
/// Sluice writes into no file that a project shares: its people decide on that, commit it, and take it out again.
struct HookAdvice: Equatable {
    let manager: HookManager
    /// The hooks for which the manager does not call Sluice.
    let hooks: [HookName]
    /// The folder whose hooks husky's call.
    var projectHooks: String?
    /// Whether a clone without Sluice lets commits pass, as the policy says of its own hooks.
    var toleratesMissingProgram = false

    /// One advice for each manager that is at work here.
    static func all(for installer: HookInstaller, policy: Policy?) throws -> [HookAdvice] {
        let places = try installer.names.filter(\.isForManagers).map(installer.folder.place)
        let workTree = installer.folder.workTree
        return HookManager.allCases.compactMap { manager in
            let isAtWork = manager.writesOverHooks && manager.hasSettings(in: workTree)
            let hooks = places.filter { place in
                !place.isCalled && manager.settingsCalling(place.name, in: workTree) == nil
                    && (isAtWork || [place.manager, place.kept.manager].contains(manager))
            }.map(\.name)
            guard !hooks.isEmpty else { return nil }
            return HookAdvice(
                manager: manager, hooks: hooks, projectHooks: installer.folder.projectHooks,
                toleratesMissingProgram: policy?.hooksWithoutProgram == .allow)
        }
    }

    /// Nil where the manager leaves the hooks of others alone.
    var message: String? {
        switch manager {
        case .preCommit, .prek:
            "\(manager.rawValue) runs Sluice's hooks in this clone. For all clones, add this to .pre-commit-config.yaml:\n\n"
                + preCommitLines
        case .lefthook:
            "`lefthook install`, which also runs by itself when lefthook's settings change, writes over these hooks. "
                + "Add this to lefthook.yml, then run `lefthook install`:\n\n" + lefthookLines
        case .husky: projectHooks.map { "husky calls the files in \($0); these commands add Sluice's line" }
        case .overcommit: "`overcommit --install` puts these hooks aside, and does not run them"
        case .simpleGitHooks:
            "simple-git-hooks removes each hook that its settings do not name. Add this to them:\n\n"
                + simpleGitHooksLines
        case .gitlint, .gerrit: nil
        }
    }

    var hints: [Hint] {
        switch manager {
        case .husky: projectHooks.map { folder in hooks.map { huskyCommand($0, in: folder) } } ?? []
        case .overcommit: ["after it, `sluice hooks install` puts them in front again"]
        case .preCommit, .prek, .lefthook, .simpleGitHooks, .gitlint, .gerrit: []
        }
    }

    private var prefix: String { toleratesMissingProgram ? "! command -v sluice >/dev/null || " : "" }

    private func line(_ hook: HookName, _ arguments: String) -> String {
        "\(prefix)sluice hook \(hook.rawValue)\(arguments)"
    }

    private var preCommitLines: String {
        "  - repo: local\n    hooks:\n"
            + hooks.map { hook in
                """
                      - id: sluice-\(hook.rawValue)
                        name: sluice \(hook.rawValue)
                        entry: sluice hook \(hook.rawValue)
                        language: system
                        stages: [\(hook.rawValue)]
                        always_run: true

                """
            }.joined()
    }

    private var lefthookLines: String {
        // YAML reads a tag where a plain value begins with `!`.
        let quote = prefix.isEmpty ? "" : "'"
        return hooks.map { hook in
            """
            \(hook.rawValue):
              commands:
                sluice:
                  run: \(quote)\(line(hook, hook.readsInput ? "" : " {0}"))\(quote)
            \(hook.readsInput ? "      use_stdin: true\n" : "")
            """
        }.joined()
    }

    private var simpleGitHooksLines: String {
        hooks.map { #"  "\#($0.rawValue)": "\#(line($0, #" \"$@\""#))","# + "\n" }.joined()
            + "  \"preserveUnused\": true\n"
    }

    /// In front of what the file has: the first command of `pre-push` takes its input.
    private func huskyCommand(_ hook: HookName, in folder: String) -> Hint {
        let (file, text) = ("\(folder)/\(hook.rawValue)", line(hook, " \"$@\" || exit 1"))
        return File.exists(file)
            ? Hint(verbatim: "`sed -i \("1i \(text)".quotedForShell) \(file.quotedForShell)`")
            : Hint(verbatim: "`echo \(text.quotedForShell) > \(file.quotedForShell)`")
    }
}

extension [HookAdvice] {
    func tell(on console: Console) {
        for advice in self {
            guard let message = advice.message else { continue }
            if advice.manager.endingOfEarlierHook != nil {
                console.note(message, hints: advice.hints)
            } else {
                console.warn(message, hints: advice.hints)
            }
        }
    }
}

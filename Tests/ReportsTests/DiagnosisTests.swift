import Changes
import Git
import System
import Testing

@testable import Ledger
@testable import Releases
@testable import Reports

/// What `doctor` says of what it found, check by check.
@Suite("diagnosis") struct DiagnosisTests {
    private let fix: [ShellCommand] = ["sluice doctor --fix"]
    private let location = LedgerLocation(branch: "sluice/ledger", local: .zero, remote: nil, tips: [.zero])

    /// A repository in which all is well.
    private var well: Examination {
        var found = Examination()
        found.place = "/shop"
        found.ledger = .readable(location, policy: 3, fingerprint: .zero)
        found.format = Record.newestFormat
        found.hooks = [hook("commit-msg", .installed), hook("reference-transaction", .installed)]
        return found
    }

    private func hook(_ name: String, _ state: HookStanding.State, caller: String? = nil) -> HookStanding {
        HookStanding(hook: name, state: state, path: "/h/\(name)", program: "/p", caller: caller, chained: nil)
    }

    private func check(_ name: String, _ found: Examination) throws -> Check {
        try #require(Diagnosis.checks(of: found).first { $0.name == name }, "\(name)")
    }

    private func names(_ found: Examination) -> [String] { Diagnosis.checks(of: found).map(\.name) }

    @Test("where all is well each check is so, and those that are about nothing are left out")
    func findsAllWell() {
        let checks = Diagnosis.checks(of: well)
        #expect(
            CheckText(checks).text == """
                repository    ok       /shop
                ledger        ok       branch sluice/ledger, policy version 3, fingerprint \(ObjectID.zero)
                format        ok       \(Record.newestFormat), the newest
                sharing       ok       there is no remote
                clock         ok       no date is wrong
                hooks         ok       all 2 are in place
                protection    ok       there is no remote to protect
                locks         ok       none
                objects       ok       nothing unfinished

                """)
        #expect(
            JSONText.line(checks[3])
                == "{\"check\":\"sharing\",\"found\":\"there is no remote\",\"mend\":[],\"state\":\"ok\"}\n")
    }

    @Test func checksTheRepository() throws {
        var found = well
        found.promisor = "origin"
        var shown = try check("repository", found)
        #expect(shown.found == "/shop is a partial clone: objects may have to be fetched from origin")
        #expect(shown.mend == ["git fetch --refetch --no-filter origin"] && shown.state == .warning)
        found.isShallow = true
        shown = try check("repository", found)
        #expect(shown.mend == ["git fetch --unshallow --tags"] && shown.state == .warning)
    }

    @Test("the ledger: absent, unreadable, broken, or without what it had")
    func checksTheLedger() throws {
        var found = well
        found.ledger = .absent
        #expect(try check("ledger", found) == Check("ledger", .problem, "none is here", mend: ["sluice init"]))
        found.remote = "origin"
        #expect(try check("ledger", found).mend == ["sluice sync", "sluice init"])
        found.ledger = .unreadable(reason: "it is damaged", hints: ["`git fsck`"])
        #expect(try check("ledger", found) == Check("ledger", .problem, "it is damaged", mend: ["`git fsck`"]))
        #expect(
            try check("sharing", found).found == "origin: nothing can be shared until the ledger is well (never heard)")
        found.loss = LedgerLoss(path: "items/a", commit: .zero, isRemoval: true, branch: "sluice/ledger", remote: nil)
        #expect(try check("ledger", found).found.hasPrefix("items/a: ") && check("ledger", found).mend == fix)
        found.loss = LedgerLoss(
            path: "items/a", commit: .zero, isRemoval: true, branch: "sluice/ledger",
            remote: .init(name: "origin", tip: .zero))
        #expect(try check("ledger", found).mend.last?.text.hasPrefix("git push --force-with-lease=") == true)
        let broken = BrokenReference(name: "refs/heads/sluice/ledger", file: "/shop/.git/x", last: nil)
        found.broken = (broken, nil)
        #expect(
            try check("ledger", found)
                == Check("ledger", .problem, "/shop/.git/x names no commit", mend: ["git fsck --lost-found"]))
        found.broken = (broken, .zero)
        #expect(
            try check("ledger", found)
                == Check("ledger", .problem, "/shop/.git/x names no commit: it was 0000000000", mend: fix))
    }

    @Test("a work tree of the ledger, an unreadable memory, an old format and strange files have checks of their own")
    func checksOddities() throws {
        var found = well
        found.workPlace = "/a b"
        #expect(try check("checkout", found).mend == ["git -C '/a b' switch --detach"])
        found.unreadableMemory = ".git/sluice/memory"
        #expect(
            try check("memory", found).found.hasPrefix(".git/sluice/memory cannot be read")
                && check("memory", found).mend == fix)
        found.format = 1
        let format = try check("format", found)
        #expect(format.state == .warning && format.found.contains("raise it to \(Record.newestFormat)"))
        #expect(format.mend[0].text.contains("needs = %d\\n' \(Record.newestFormat); }"))
        found.strangeFiles = ["a"]
        #expect(try check("files", found).found == "a decides nothing")
        found.strangeFiles = ["a", "b"]
        #expect(try check("files", found).found == "2 files decide nothing, the first is a")
        #expect(try check("files", found).mend == ["sluice audit", "sluice set-aside a --reason \"…\""])
        found.endOfAdministration = Timestamp(seconds: 0)
        #expect(try check("policy", found).found.hasPrefix("from 1970-01-01 00:00:00 UTC on nobody can change"))
    }

    @Test func checksSharing() throws {
        var found = well
        found.remote = "origin"
        #expect(
            try check("sharing", found)
                == Check("sharing", .warning, "origin: its ledger is not here (never heard)", mend: ["sluice sync"]))
        found.lastHeard = TimeSpan(seconds: 120)
        found.distance = .init(here: 0, there: 0)
        #expect(
            try check("sharing", found) == Check("sharing", .ok, "origin: the same on both sides (last heard 2m ago)"))
        found.distance = .init(here: 1, there: 2)
        #expect(
            try check("sharing", found)
                == Check(
                    "sharing", .warning, "origin: 1 commit only here, 2 only there (last heard 2m ago)",
                    mend: ["sluice sync"]))
    }

    @Test("programs that are missing are named with what they are for; those that little needs only warn")
    func checksPrograms() throws {
        let needed = { (program: SystemProgram, isRequired: Bool, isInstalled: Bool) in
            NeededProgram(program, "checks things", isRequired: isRequired, isInstalled: isInstalled)
        }
        var found = well
        found.programs = [needed(.git, true, true), needed(.tar, false, true)]
        #expect(try check("programs", found) == Check("programs", .ok, "all are here: git, tar"))
        found.programs += [needed(.gpgv, true, false), needed(.gpg, false, false)]
        #expect(
            Diagnosis.checks(of: found).filter { $0.name == "programs" } == [
                Check(
                    "programs", .problem, "this machine does not have gpgv, which checks things",
                    mend: ["apt-get install gpgv"]),
                Check(
                    "programs", .warning, "this machine does not have gpg, which checks things",
                    mend: ["apt-get install gnupg"]),
            ])
    }

    @Test func checksHooks() throws {
        var found = well
        found.hooks = [
            hook("commit-msg", .called, caller: "lefthook (lefthook.yml)"), hook("pre-push", .otherProgram),
        ]
        #expect(
            try check("hooks", found) == Check("hooks", .ok, "all 2 are in place, called by lefthook (lefthook.yml)"))
        found.hooks += [
            hook("a", .outdated), hook("b", .notExecutable), hook("c", .programMissing), hook("d", .absent),
        ]
        #expect(
            try check("hooks", found)
                == Check(
                    "hooks", .warning,
                    "a installed, but not up to date, b not executable, so that Git does not run it: /h/b, "
                        + "c installed, but its program is missing: /p, d not installed", mend: ["sluice hooks install"]
                ))
        found.hookFolderFault = HookFolderFault(setting: "x", workTrees: ["/w"], folder: "/w/x", fix: "git config a")
        #expect(
            try check("hooks", found)
                == Check(
                    "hooks", .warning, "Git runs no hook in /w: core.hooksPath is x, and /w/x is no folder",
                    mend: ["git config a"]))
    }

    @Test("which protection can be seen")
    func checksProtection() throws {
        var found = well
        found.remote = "origin"
        found.protection = .own
        #expect(try check("protection", found).state == .ok)
        found.protection = .host
        #expect(try check("protection", found).found == "what origin protects cannot be seen from here")
        #expect(try check("protection", found).state == .warning)
        found.protection = .unreadable(path: "/s", reason: "no permission")
        #expect(
            try check("protection", found)
                == Check(
                    "protection", .warning, "/s cannot be looked into: no permission", mend: ["git ls-remote origin"]))
        let server = { (state: HookStanding.State, isDenying: Bool) in
            Examination.Protection.local(
                path: "/s", hooks: [hook("pre-receive", state), hook("post-receive", state)],
                denyNonFastForwards: true, denyDeletes: isDenying)
        }
        found.protection = server(.installed, false)
        #expect(try check("protection", found) == Check("protection", .ok, "/s: the hooks of a server are in place"))
        let install: [ShellCommand] = ["sluice -C /s hooks install --server"]
        found.protection = server(.absent, false)
        #expect(
            try check("protection", found)
                == Check(
                    "protection", .problem, "/s: no pre-receive, post-receive; branches can be rewound or deleted",
                    mend: install))
        found.protection = server(.absent, true)
        #expect(
            try check("protection", found)
                == Check(
                    "protection", .warning, "/s: no pre-receive, post-receive; branches only go forward", mend: install)
        )
    }

    private func left(_ path: String = ".git/index.lock", age: Int64, holders: [Int] = [], unseen: Bool = false)
        -> LeftFile
    {
        LeftFile(path: path, age: age, holders: holders, mayBeHeldUnseen: unseen)
    }

    @Test("F2: a lock is left behind once nobody holds it and it is old; more so where processes cannot be seen")
    func checksLocks() throws {
        var found = well
        found.visibleProcesses = 4
        found.locks = [left(age: 60)]
        #expect(
            try check("locks", found)
                == Check(
                    "locks", .problem, ".git/index.lock, 1m old: left behind (4 processes were looked at)", mend: fix))
        found.hiddenProcesses = 2
        #expect(
            try check("locks", found)
                == Check(
                    "locks", .warning,
                    ".git/index.lock, 1m old: nobody seems to hold it, but it is young "
                        + "(4 processes were looked at, 2 more are not this user's)"))
        found.locks = [left(age: 3_600)]
        #expect(try check("locks", found).state == .problem && found.stale == found.locks)
        found.locks = [left(age: 7_200, holders: [17])]
        found.workers = [18]
        #expect(
            try check("locks", found) == Check("locks", .warning, ".git/index.lock, 2h old: held by process 17, 18"))
        #expect(found.stale.isEmpty)
        found.locks = [left(age: 1), left(age: 2)]
        #expect(names(found).filter { $0 == "locks" }.count == 2)
    }

    @Test("unfinished objects are removed after a day; packs at once, unless somebody may be writing them")
    func checksUnfinishedObjects() throws {
        var found = well
        found.unfinished = [
            left("tmp_obj_a", age: 86_400), left("tmp_obj_b", age: 86_399), left("x/pack_git2_c", age: 0),
        ]
        #expect(
            try check("objects", found)
                == Check("objects", .warning, "2 unfinished files of writers that ended", mend: fix))
        #expect(found.stale.map(\.path) == ["tmp_obj_a", "x/pack_git2_c"])
        found.unfinished = [left("x/pack_git2_c", age: 120, unseen: true)]
        #expect(
            try check("objects", found).found
                == "x/pack_git2_c is unfinished, 2m old: its owner has processes that this user cannot see")
        found.unfinished = [left("x/pack_git2_c", age: 120, holders: [17])]
        #expect(try check("objects", found).found.hasSuffix("process 17 may be writing it"))
        found.unfinished = [left("tmp_obj_b", age: 5)]
        #expect(try check("objects", found) == Check("objects", .ok, "nothing unfinished"))
    }

    @Test func checksModes() throws {
        var found = well
        found.modeFaults = [ModeFault(path: "/shop/.git/objects", mode: 0o755, wanted: 0o2775)]
        #expect(!names(found).contains("modes"))
        found.isShared = true
        let shown = try check("modes", found)
        #expect(shown.state == .problem && shown.mend == fix + ["chmod 2775 /shop/.git/objects"])
        #expect(shown.found.hasPrefix("/shop/.git/objects is not shared as core.sharedRepository says"))
        found.modeFaults.append(found.modeFaults[0])
        #expect(try check("modes", found).found.hasPrefix("/shop/.git/objects and 1 more are not shared"))
        found.modeFaults = []
        #expect(try check("modes", found) == Check("modes", .ok, "as core.sharedRepository says"))
    }

    @Test("foreign text is shown harmless, with what fixes it below")
    func isHarmless() {
        let check = Check("files", .warning, "a\u{1B}[31m decides nothing", mend: ["rm a", "rm 'b\u{202E}'"])
        #expect(
            CheckText([check]).text == """
                files         warning  a<U+001B>[31m decides nothing
                    fix  rm a
                    fix  rm 'b<U+202E>'

                """)
    }
}

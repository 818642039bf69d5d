import Changes
import Testing

@Suite struct ConventionalCommitTests {
    @Test(
        "Types and breaking changes are read as Conventional Commits write them",
        arguments: [
            ("feat: x", "feat", false), ("Fix(a b): x", "fix", false), ("feat!: x", "feat", true),
            ("feat(api)!: x", "feat", true), ("feat: x\n\nBREAKING CHANGE: y", "feat", true),
            ("x\n\nbody\n\nBREAKING-CHANGE: y\nRefs: KEY-1", nil, true), ("KEY-1: x", nil, false), ("x", nil, false),
            ("feat x: y", nil, false), ("feat(x: y", nil, false), ("!: x", nil, false), ("(a)!: x", nil, false),
            ("x\n\nno BREAKING CHANGE: y", nil, false), ("x\n\nbreaking change: y", nil, false), ("", nil, false),
        ] as [(String, String?, Bool)])
    func readsTypes(message: String, type: String?, isBreaking: Bool) {
        let change = ConventionalCommit(message.utf8)
        #expect(change.type == type && change.isBreaking == isBreaking)
    }
}

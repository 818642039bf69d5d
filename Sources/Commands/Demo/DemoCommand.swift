import Changes
import Git
import Reports
import System

extension Command {
    static let demo = Command(
        "demo", summary: "Play three releases, from the first request to the evidence",
        details: """
            Makes a small repository, in a new temporary folder or the one that is named, and
            runs what people would type. A release with a commit without an item, a stowaway
            and a stale approval; one that an incident asked for, through board, tests and two
            environments; and an emergency, its review, the figures and the evidence. Your own
            Git settings take no part in it. Exit status: 0 if every command ended as the
            story says, else 70.
            """,
        examples: [
            ("sluice demo", "in a temporary folder, named at the end"),
            ("sluice demo /tmp/payments", "in a folder that is new or empty"),
        ],
        run: Demo.run)
}

struct Demo: Parameters {
    let folder = Argument.optional("folder", help: "where to make the repository; new or empty")

    static func run(_ invocation: Invocation<Demo>) throws -> ExitStatus {
        if invocation.directory != "." { try changeFolder(to: invocation.directory) }
        let folder = try invocation.folder.map(emptyFolder) ?? File.makeTemporaryFolder()
        let stage = DemoStage(folder: folder, searchPath: invocation.environment["PATH"] ?? "/usr/bin:/bin")
        for (position, scene) in DemoStory.scenes.enumerated() {
            try play(scene, at: position, on: stage, invocation.console)
        }
        invocation.console.print("\nThe repository is kept. Look around:\n  cd \(SafeText.line(folder))")
        return .yes
    }

    private static func emptyFolder(_ path: String) throws -> String {
        try File.makeFolder(path)
        guard try File.names(inFolder: path).isEmpty else {
            throw Failure(
                .usage, "\(path) is not empty", hints: ["name a folder that is new: `sluice demo \(path)/payments`"])
        }
        return File.realPath(path) ?? path
    }

    private static func play(_ scene: DemoScene, at position: Int, on stage: DemoStage, _ console: Console) throws {
        console.print((position == 0 ? "" : "\n") + console.palette("# \(scene.narration)", .bold))
        for (number, step) in scene.steps.enumerated() {
            console.print(console.palette("\(step.person.prompt)$ \(step.line)", .cyan))
            console.flush()
            let answer = try stage.run(step, hour: position, minute: number)
            console.write(SafeText.block(answer.output))
            if answer.status != 0 { console.print("(exit status \(answer.status))") }
            try check(answer, of: step, stage)
        }
    }

    private static func check(_ answer: ExternalProgram.Answer, of step: DemoStep, _ stage: DemoStage) throws {
        let isAsTold = answer.status == step.status && answer.text.contains(step.says)
        guard !isAsTold else { return }
        let expected = step.says.isEmpty ? "" : " and '\(step.says)'"
        throw Failure(
            .bug, "`\(step.line)` ended with status \(answer.status); the story has status \(step.status)\(expected)",
            hints: ["the repository is kept at \(stage.folder); please report what is printed above"])
    }
}

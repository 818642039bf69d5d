import Changes
import Glibc

/// The words of the command line as the system gave them: Swift repairs what is not UTF-8 before anybody sees it.
enum RawWords {
    /// Why the words of this process cannot be taken; nil where all are UTF-8. Git calls hooks with names of its own, which
    /// are not recorded.
    static var problem: ExitStatus? {
        let count = Int(CommandLine.argc)
        for place in 1..<max(count, 1) {
            guard let word = unsafe CommandLine.unsafeArgv[place] else { continue }
            let bytes = unsafe UnsafeRawBufferPointer(start: word, count: strlen(word))
            if place == 1, unsafe bytes.elementsEqual("hook".utf8) { return nil }
            if unsafe String(validating: bytes, as: UTF8.self) == nil { return refuse(place) }
        }
        return nil
    }

    private static func refuse(_ place: Int) -> ExitStatus {
        let failure = Failure(
            .usage, "word \(place) of the command line is not UTF-8: nothing was done",
            hints: ["set the terminal to UTF-8, or rename what it names"])
        Console(output: .output, errors: .errors, color: .auto, environment: .process).report(failure)
        return failure.status
    }
}

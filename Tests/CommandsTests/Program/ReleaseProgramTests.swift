import Foundation
import TestSupport
import Testing

/// The program as it is shipped: linked whole, optimised, with functions of other libraries wrapped by the linker.
/// `ci/test` builds it beforehand.
@Suite struct ReleaseProgramTests {
    private let program = "\(Places.package)/.build/release/sluice"

    private func run(_ arguments: String..., in place: TestRepository) throws -> CommandResult {
        try #require(FileManager.default.isExecutableFile(atPath: program), "`ci/sluice --version` builds it")
        return try place.start(["timeout", "60", program] + arguments).wait()
    }

    @Test func needsNoSharedLibrary() throws {
        let place = try TestRepository()
        let header = try Data(contentsOf: URL(fileURLWithPath: program)).prefix(1 << 16)
        #expect(header.prefix(4) == Data([0x7F]) + Data("ELF".utf8))
        #expect(header.range(of: Data("/ld-linux".utf8)) == nil)
        let version = try run("--version", in: place).output
        #expect(
            try version.wholeMatch(of: Regex(#"sluice \d+\.\d+\.\d+ \((no commit|commit \w{10}), libgit2 [\d.]+\)\n"#))
                != nil)
    }

    @Test("its commit is the one that the sources had; all that it lacks of other libraries ends it")
    func isLinkedWhole() throws {
        let place = try TestRepository()
        let symbols = try place.start(["nm", program]).wait().output.split(separator: "\n").map {
            $0.split(separator: " ")
        }
        let places = Dictionary(symbols.filter { $0.count == 3 }.map { ($0[2], $0[0]) }) { first, _ in first }
        let absent = try #require(places["sluice_absent_function"])
        let ended = places.filter { $0.value == absent }.map(\.key)
        #expect(ended.contains("libssh2_init") && ended.contains("gss_init_sec_context"))
        #expect(
            ended.allSatisfy {
                $0.hasPrefix("libssh2_") || $0.lowercased().hasPrefix("gss_") || $0 == "sluice_absent_function"
                    || $0.contains("endInAbsentFunction")
            }, "\(ended)")
        #expect(places["__wrap_inflate"] != nil && places["inflate"] != nil)
    }

    @Test func playsTheStoryThatTheTestedProgramPlays() throws {
        let place = try TestRepository()
        let shipped = try run("demo", "shop", in: place)
        #expect(shipped.status == 0 && shipped.errors == "")
        try FileManager.default.removeItem(atPath: "\(place.path)/shop")
        // The programs differ, and so the paths in what `hooks install` says.
        let tested = try place.sluice("demo", "shop")
        #expect(shipped.output == tested.output)
    }

    @Test("F7: a loose object that was cut off ends in an error, not in a loop")
    func endsOnATruncatedObject() throws {
        let place = try TestRepository.withOpenGate()
        let id = try place.resolve("HEAD")
        let file = "\(place.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        try FileManager.default.removeItem(atPath: file)
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
        let result = try run("gate", "tag", "1.0", in: place)
        #expect(result.status == 3)
        #expect(result.errors.hasPrefix("error: object \(id) cannot be read: "))
    }

    @Test("F7: one of very many commits is not what its name stands for")
    func verifiesEachOfManyCommits() throws {
        let place = try TestRepository.withOpenGate()
        var stream = ""
        for number in 1...700 {
            let from = number == 1 ? "from refs/heads/main^0\n" : ""
            let head = "commit refs/heads/main\ncommitter A <a@b> \(1_767_700_000 + number) +0000\n"
            stream += head + "data 9\nRFC-1: \(number % 7)\n\n\(from)"
        }
        // As loose objects, so that one can be put into another's place.
        try place.git("config", "fastimport.unpackLimit", "100000")
        try place.fastImport(Array(stream.utf8))
        #expect(try run("gate", "tag", "1.0", in: place).output.contains("701 commits"))
        let (id, other) = (try place.resolve("main~650"), try place.resolve("main~651"))
        let files = [id, other].map { "\(place.path)/.git/objects/\($0.prefix(2))/\($0.dropFirst(2))" }
        try FileManager.default.removeItem(atPath: files[0])
        try FileManager.default.copyItem(atPath: files[1], toPath: files[0])
        let result = try run("gate", "tag", "1.0", in: place)
        #expect(result.status == 3)
        #expect(result.errors.contains("object \(id) cannot be read"))
    }
}

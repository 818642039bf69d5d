import Releases
import Testing

@Suite("files that release lines change for themselves")
struct LineFileTests {
    private func pattern(_ path: String) -> String? { LineFile(path: Array(path.utf8))?.pattern }

    @Test("versions, change logs, documents and translations are proposed by their own paths")
    func byPath() {
        for path in [
            "VERSION", "src/zookeeper_version.h", "CHANGES.txt", "docs/releasenotes.pdf", "docs/upgrade.html",
            ".gitreview", "lib/de.po",
        ] {
            #expect(pattern(path) == path)
        }
    }

    @Test("what each release adds to a folder of notes or translations is proposed by folder and ending")
    func byFolder() {
        #expect(pattern("Documentation/RelNotes/2.45.1.txt") == "Documentation/RelNotes/**/*.txt")
        #expect(pattern("releasenotes/notes/a-1234.yaml") == "releasenotes/**/*.yaml")
        #expect(pattern("app/locale/de/LC_MESSAGES/app.po") == "app/locale/**/*.po")
    }

    @Test("programs, settings, and paths that no pattern can say are never proposed")
    func neither() {
        for path in [
            "fix.c", "pom.xml", "MetadataVersion.java", "release.py", "news.c", "c/CMakeLists.txt",
            "test-requirements.txt", "tox.ini", "locale/de/app.js",
            "relnotes/build.sh", "a*/CHANGES", "a\n/VERSION",
        ] {
            #expect(pattern(path) == nil, "\(path)")
        }
        #expect(LineFile(path: [0xff] + Array("/CHANGES".utf8)) == nil)
    }

    @Test("a change log needs no share of commits without an item, another document does")
    func documents() {
        #expect(LineFile(path: Array("CHANGES.txt".utf8))?.mayHaveItems == true)
        #expect(LineFile(path: Array("VERSION".utf8))?.mayHaveItems == false)
        #expect(LineFile(path: Array("docs/upgrade.html".utf8))?.mayHaveItems == false)
    }
}

import Foundation
import TestSupport
import Testing

/// What README.md and the articles tell a reader to type is tried as it stands there.
struct ReadmeTests {
    @Test func tourEndsWithATaggedRelease() throws {
        let repository = try TestRepository()
        let programs = (Places.program as NSString).deletingLastPathComponent
        let start = """
            PATH=\(programs):$PATH
            unset GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL

            """
        let tour = try #require(Article.readme).script(under: "Five minutes")
        try repository.write("tour.sh", start + tour)
        let result = try repository.start(["bash", repository.path + "/tour.sh"]).wait()
        #expect(result.output.contains("gate tag 1.0.0: refused (2 findings)"))
        #expect(result.errors.contains("error: the message names no item"))
        #expect(result.output.contains("gate tag 1.0.0: open"))
        #expect(try repository.git("-C", "shop", "tag", "--list", "v1.0.0").contains("v1.0.0"))
    }

    @Test func isShort() throws {
        #expect(try #require(Article.readme).lines.count <= 250)
    }

    @Test func linksLeadToFiles() throws {
        let links = try #require(Article.readme).text.matches(of: #/\]\(([^)#:]+)\)/#).map { String($0.1) }
        #expect(links.count > 10)
        #expect(links.filter { !FileManager.default.fileExists(atPath: "\(Places.package)/\($0)") } == [])
    }

    @Test("in the documents of a package, links lead from file to file")
    func packagedLinksLeadToFiles() throws {
        let folder = try TemporaryFolder()
        let test = try TestRepository()
        let made = try test.start(["\(Places.package)/ci/packages/documents", folder.path]).wait()
        try #require(made.status == 0, "\(made.errors)")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
        #expect(try names.count == Article.all().count)
        var links = 0
        for name in names {
            let path = "\(folder.path)/\(name)"
            let document = try Article(path)
            #expect(!document.text.contains("<doc:") && !document.text.contains("Sluice.docc/"), "\(name)")
            for link in document.text.matches(of: #/\]\(([^)#:]+)\)/#) {
                links += 1
                let target = "\((path as NSString).deletingLastPathComponent)/\(link.1)"
                #expect(FileManager.default.fileExists(atPath: target), "\(name): \(link.1)")
            }
        }
        #expect(links > 100)
    }

    @Test func showsOnlyCommandsAndOptionsThatExist() throws {
        let pages = try HelpPages()
        let articles = try Article.all()
        #expect(articles.flatMap(\.commands).count > 200)
        for article in articles {
            for words in article.commands {
                #expect(try pages.fault(of: words) == nil, "\(article.path): sluice \(words.joined(separator: " "))")
            }
        }
    }
}

/// The help of all commands that were asked about.
private final class HelpPages {
    private let repository: TestRepository
    private var pages: [[String]: String?] = [:]

    init() throws { repository = try TestRepository() }

    /// - Parameter words: a command as a document shows it, without `sluice`.
    /// - Returns: the word that the program does not know; nil where it knows the command, its verbs and its options.
    func fault(of words: [String]) throws -> String? {
        guard let first = words.first, Self.isName(first) else { return nil }
        guard var page = try page([first]) else { return first }
        var path = [first]
        for word in words.dropFirst() where Self.isName(word) {
            let name = path.joined(separator: " ")
            if let next = try self.page(path + [word]), next.contains("usage: sluice \(name) \(word)") {
                path.append(word)
                page = next
            } else if page.contains("usage: sluice \(name) <command>") {
                return word
            } else {
                break
            }
        }
        return words.first { word in
            guard let option = word.firstMatch(of: /^--[a-z-]+/)?.0 else { return false }
            return !page.contains(option) && !page.contains(option.replacing("--", with: "--[no-]", maxReplacements: 1))
        }
    }

    private static func isName(_ word: String) -> Bool { word.wholeMatch(of: /[a-z][a-z-]*/) != nil }

    private func page(_ words: [String]) throws -> String? {
        if let known = pages[words] { return known }
        let command = [Places.program, "help"] + words
        let result = try repository.start(command).wait()
        let page = result.status == 0 ? result.output : nil
        pages[words] = .some(page)
        return page
    }
}

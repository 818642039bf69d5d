import TestSupport
import Testing

@testable import Changes

/// Random documents, read by us and by Foundation.
@Suite struct XMLAgreementTests {
    @Test("300 random documents are read as Foundation reads them")
    func readsAsFoundationDoes() throws {
        var random = SequenceGenerator(seed: 91)
        for _ in 0..<300 {
            let text = GeneratedXML.document(&random)
            let theirs = try #require(FoundationXMLReader.root(of: Array(text.utf8)), "\(text)")
            #expect(try XMLReader.root(of: Array(text.utf8)).shape == theirs.shape, "\(text)")
        }
    }

    @Test("of 4,000 damaged documents none is read that Foundation refuses, nor in another way")
    func refusesWhatFoundationRefuses() {
        var random = SequenceGenerator(seed: 92)
        var read = 0
        for _ in 0..<4_000 {
            let bytes = random.damaged(Array(GeneratedXML.document(&random).utf8))
            guard FoundationXMLReader.canJudge(bytes), let ours = try? XMLReader.root(of: bytes) else { continue }
            read += 1
            let theirs = FoundationXMLReader.root(of: bytes)
            #expect(ours.shape == theirs?.shape, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(read > 20)
    }
}

/// A document with all that configuration files have.
private enum GeneratedXML {
    static func document(_ random: inout SequenceGenerator) -> String {
        let head = ["", "<?xml version=\"1.0\"?>\n", "<?xml version='1.0' encoding='UTF-8' standalone=\"yes\" ?>\r\n"]
        let type = ["", "<!DOCTYPE a>", "<!DOCTYPE a SYSTEM 'a.dtd'>\n", "<!DOCTYPE a PUBLIC \"-//X//Y 1.0\" 'z' >"]
        return pick(head, &random) + aside(&random) + pick(type, &random) + aside(&random) + element(0, &random)
            + aside(&random)
    }

    private static func element(_ depth: Int, _ random: inout SequenceGenerator) -> String {
        let name = pick(["a", "B_1", "c-d", "é.x", "_f", "p:a", "q:p"], &random)
        var tag = "<" + name
        // Both prefixes stand for something everywhere, and for other things here and there.
        if depth == 0 { tag += " xmlns:p='urn:p' xmlns:q=\"urn:q\"" }
        if depth > 0, Int.random(in: 0..<6, using: &random) == 0 {
            tag += pick([" xmlns:p='urn:q'", " xmlns='urn:r'"], &random)
        }
        for attribute in ["k", "id", "ns.x", "ü", "p:k"].shuffled(using: &random).prefix(
            Int.random(in: 0...3, using: &random))
        {
            let mark = pick(["'", "\""], &random)
            let values = ["", "x", " y  z ", "a\n\tb", "&lt;&#9;&#xA;&amp;", "&quot;&apos;>", "ß\r\n€", "]]>"]
            tag +=
                pick([" ", "\n  ", "\t"], &random) + attribute + pick(["=", " = "], &random) + mark
                + pick(values, &random) + mark
        }
        if Int.random(in: 0..<4, using: &random) == 0 { return tag + pick(["/>", " />"], &random) }
        var inner = ""
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let nests = depth < 4 && Bool.random(using: &random)
            inner += nests ? element(depth + 1, &random) : content(&random)
        }
        return tag + ">" + inner + "</" + name + pick([">", " >"], &random)
    }

    private static func content(_ random: inout SequenceGenerator) -> String {
        let texts = [
            "x", " \n ", "a\r\nb\rc", "&amp;&gt;&lt;&quot;&apos;", "&#65;&#x42;&#x1F600;", "<![CDATA[<y>&z;]] >]]>",
            "<![CDATA[]]>", "> ]] >", "é€\u{1F600}", "&#13;&#10;&#9;",
        ]
        return Int.random(in: 0..<4, using: &random) == 0 ? aside(&random) : pick(texts, &random)
    }

    private static func aside(_ random: inout SequenceGenerator) -> String {
        pick(["", "", "\n", "<!-- - <x> & -->", "<?p q='&' ?>", "<!---->\n", "<?p ?>"], &random)
    }

    private static func pick(_ texts: [String], _ random: inout SequenceGenerator) -> String {
        texts[Int.random(in: 0..<texts.count, using: &random)]
    }
}

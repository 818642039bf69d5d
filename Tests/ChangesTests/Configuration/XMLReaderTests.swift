import Testing

@testable import Changes

/// XML 1.0, rule by rule.
@Suite struct XMLReaderTests {
    @Test(arguments: [
        ("<a/>", "a{}"), ("\u{FEFF}<?xml version='1.0' encoding=\"utf-8\" standalone='no' ?><a></a >", "a{}"),
        ("<?xml version='1.0' encoding='US-ASCII'?><!DOCTYPE a SYSTEM \"log4j.dtd\"><a/>", "a{}"),
        ("<!-- x --><?xml-stylesheet y?>\n<!DOCTYPE a PUBLIC '-//A//B' 'http://c' >\n<a/><!----><?z?>\n", "a{}"),
        ("<a.b.c-d_e>x &lt;&#38;&#x2028;&#x1F600;<!-- y -->z</a.b.c-d_e>", "a.b.c-d_e{x <&\u{2028}\u{1F600}z}"),
        ("<a><![CDATA[<b>&amp;]]]]>]]&gt; > ></a>", "a{<b>&amp;]]]]> > >}"),
        ("<a b='x\n\ty' c = \"'&#10;&quot;\"/>", "a@b=x  y@c='\n\"{}"), ("<a>\r\nb\rc&#13;</a>", "a{\nb\nc\r}"),
        ("<é1><b/>\n<b>c</b></é1>", "é1{\n[b{}][b{c}]}"), ("<a\u{B7}/>", "a\u{B7}{}"),
    ])
    func readsDocuments(text: String, expected: String) throws {
        #expect(try XMLReader.root(of: Array(text.utf8)).shape == expected)
    }

    @Test(arguments: [
        "", " ", "a", "<a>", "<a", "<a/", "</a>", "<a></b>", "<a><b></a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<1/>",
        "<-a/>", "< a/>", "<a / >", "<a b/>", "<a b=c/>", "<a b='c/>", "<a b='c'd='e'/>", "<a b='<'/>", "<a b='&'/>",
        "<a b='1' b='2'/>", "<a>&b</a>", "<a>&;</a>", "<a>&#;</a>", "<a>&#x;</a>", "<a>&#X41;</a>", "<a>&#0;</a>",
        "<a>&#xD800;</a>", "<a>&#xFFFE;</a>", "<a>&#x110000;</a>", "<a>&#99999999999999999999;</a>", "<a>& b</a>",
        "<a>]]></a>", "<a><![CDATA[x]]</a>", "<![CDATA[x]]><a/>", "<a/><![CDATA[x]]>", "<a><!-- -- --></a>",
        "<!-- x", "<a><!-- x ---></a>", "<a><?xml x?></a>", "<a><?XmL x?></a>", "<a><? x?></a>", "<a><?b</a>",
        " <?xml version='1.0'?><a/>", "<?xml version='1.1'?><a/>", "<?xml encoding='UTF-8'?><a/>",
        "<?xml version='1.0'encoding='UTF-8'?><a/>", "<?xml version='1.0' standalone='maybe'?><a/>",
        "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>", "<?xml version='1.0' ><a/>",
        "<!DOCTYPE><a/>", "<!DOCTYPE a SYSTEM><a/>", "<!DOCTYPE a PUBLIC 'x'><a/>", "<!DOCTYPE a PUBLIC '{' 'x'><a/>",
        "<!doctype a><a/>", "<!DOCTYPE a><!DOCTYPE a><a/>", "<a/><!DOCTYPE a>", "<a><!DOCTYPE a></a>",
        "<a>\u{FFFF}</a>",
        "<\u{D7}/>", "<\u{B7}/>", "<a>\u{FFFE}</a>",
    ])
    func refusesWhatIsNotWellFormed(text: String) {
        #expect(throws: NotReadable.self) { try XMLReader.root(of: Array(text.utf8)) }
    }

    @Test(arguments: [
        ("<a>\n<b:c/></a>", .unknownPrefix(Array("b".utf8)), 2), ("<a b:c=''/>", .unknownPrefix(Array("b".utf8)), 1),
        ("<a><b xmlns:c='d'/>\n<c:b/></a>", .unknownPrefix(Array("c".utf8)), 2),
        ("<a xmlns:b='x' xmlns:c='x' b:d='' c:d=''/>", .repeatedKey(Array("@c:d".utf8)), 1),
        ("<a>\n&nbsp;</a>", NotReadable.Reason.unknownEntity, 2), ("<a>\n\u{1}</a>", .controlCharacter, 2),
        ("<!DOCTYPE a\n[<!ATTLIST a b CDATA 'c'>]><a/>", .entityDeclaration, 2),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", .notUTF8, 1), ("<a>\n<b>\n</a>", .notXML, 3),
        ("<?xml version='1.0' encoding='US-ASCII'?><é/>", .notUTF8, 1),
        ("<a>\n<b c='' c=''/></a>", .repeatedKey(Array("@c".utf8)), 2), ("<a>\n<b>x<c/></b></a>", .mixedContent, 2),
    ])
    func saysWhere(text: String, reason: NotReadable.Reason, line: Int) {
        #expect(Configured.reason(text, .xml) == NotReadable(line: line, reason: reason))
    }

    @Test(
        "names with prefixes that are declared, for as long as the element goes",
        arguments: [
            "<b:a xmlns:b='x'/>", "<a xmlns:b='x'><b:c b:d='' d=''/><c b:e=''/></a>", "<a xml:lang='en'/>",
            "<a xmlns:b='x'><c xmlns:b='y'/><b:c/></a>", "<a xmlns='x' xmlns:b='x' b:c='' c=''/>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>", "<a xmlns=''/>",
        ])
    func readsPrefixesThatAreDeclared(text: String) throws { _ = try XMLReader.root(of: Array(text.utf8)) }

    @Test(arguments: [
        "<:a/>", "<a:/>", "<a xmlns:b='x'><b:c:d/></a>", "<a xmlns:b='x'><b:1/></a>", "<a :b=''/>", "<a xmlns:b=''/>",
        "<a xmlns:xml='x'/>", "<a xmlns:xmlns='x'/>", "<a xmlns:b='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns='http://www.w3.org/2000/xmlns/'/>", "<xmlns:a/>", "<a><?b:c?></a>",
    ])
    func refusesWhatBreaksTheRulesOfNamespaces(text: String) {
        #expect(throws: NotReadable.self) { try XMLReader.root(of: Array(text.utf8)) }
    }

    @Test func refusesOtherEncodings() {
        for bytes: [UInt8] in [[0xFF, 0xFE, 0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E, 0], Array("<a>".utf8) + [0xE9, 0x3C]] {
            #expect(throws: NotReadable.self) { try XMLReader.root(of: bytes) }
        }
    }

    @Test func boundsDepthAndNumber() throws {
        let deep = { (count: Int) in
            String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
        }
        _ = try Configured.tree(deep(ConfigurationLimits.depth), .xml)
        #expect(Configured.reason(deep(ConfigurationLimits.depth + 1), .xml)?.reason == .tooDeep)
        let wide = "<a>" + String(repeating: "<b/>", count: ConfigurationLimits.nodes) + "</a>"
        #expect(Configured.reason(wide, .xml)?.reason == .tooManyValues)
    }
}

extension XMLElement {
    /// All that was read, in one line.
    var shape: String {
        let attributes = attributes.map { "@" + text($0.name) + "=" + text($0.value) }.joined()
        let inner = elements.map { "[\($0.shape)]" }.joined()
        return text(name) + attributes + "{" + text(text) + inner + "}"
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

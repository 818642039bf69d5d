import Ledger

extension Command {
    static let rfc = items(
        .rfc, example: "--title 'Log in by card' --risk low --back-out-plan 'switch the flag off'")
    static let task = items(.task, example: "--title 'Card reader' --rfc RFC-12 --assignee Dana")
    static let problem = items(.problem, example: "--title 'Sessions leak' --severity high")
    static let incident = items(.incident, example: "--title 'Nobody can log in' --severity critical")

    /// The commands on one sort of items: the same for all sorts, but for the attributes that each has.
    private static func items(_ noun: ItemNoun, example: String) -> Command {
        Command(
            noun.rawValue, summary: "Record, change and list \(noun.title)s",
            verbs: [add(noun, example), edit(noun), show(noun), list(noun), close(noun)])
    }

    private static func add(_ noun: ItemNoun, _ example: String) -> Command {
        Command(
            "add", summary: "Record a new \(noun.title)",
            details: """
                Without an ID it gets the next free number of its key: higher than all that the
                ledger and the messages of commits have.
                """,
            examples: [
                ("sluice \(noun.rawValue) add \(example)", "with the next free number"),
                (
                    "sluice \(noun.rawValue) add \(noun.exampleID) --title 'From the tracker'",
                    "with a number of your own"
                ),
            ],
            parameters: AddItem(noun: noun), run: AddItem.run)
    }

    private static func edit(_ noun: ItemNoun) -> Command {
        Command(
            "edit", summary: "Change \(noun.titleWithArticle)",
            details: "An empty value takes an attribute away.",
            examples: [
                (
                    "sluice \(noun.rawValue) edit \(noun.exampleID) --priority high --due ''",
                    "one changed, one taken away"
                ),
                ("sluice \(noun.rawValue) edit \(noun.exampleID) --state open", "open it again"),
            ],
            parameters: EditItem(noun: noun), run: EditItem.run)
    }

    private static func show(_ noun: ItemNoun) -> Command {
        Command(
            "show", summary: "Show \(noun.titleWithArticle) with all that hangs together with it",
            examples: [("sluice \(noun.rawValue) show \(noun.exampleID)", "attributes, releases, sign-offs, journal")],
            paged: true, parameters: ShowItem(noun: noun), run: ShowItem.run)
    }

    private static func list(_ noun: ItemNoun) -> Command {
        Command(
            "list", summary: "List \(noun.title)s",
            details: "With --json, one object a line.",
            examples: [
                ("sluice \(noun.rawValue) list", "all that are open"),
                ("sluice \(noun.rawValue) list --state all login", "all that speak of a login"),
            ],
            paged: true, parameters: ListItems(noun: noun), run: ListItems.run)
    }

    private static func close(_ noun: ItemNoun) -> Command {
        Command(
            "close", summary: "Close \(noun.titleWithArticle)",
            details: "The commit hooks refuse closed items. `edit --state open` opens it again.",
            examples: [
                ("sluice \(noun.rawValue) close \(noun.exampleID) --reason 'in production'", "close it, and say why")
            ],
            parameters: CloseItem(noun: noun), run: CloseItem.run)
    }
}

extension ItemNoun {
    /// An ID as help texts write it.
    fileprivate var exampleID: String { rawValue.uppercased() + "-12" }
}

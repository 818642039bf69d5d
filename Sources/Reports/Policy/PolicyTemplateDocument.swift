package import Changes
package import Ledger

/// A template of a policy, for machines.
package struct PolicyTemplateDocument: JSONConvertible {
    private let template: PolicyTemplate

    package init(_ template: PolicyTemplate) { self.template = template }

    package var json: JSONValue {
        .object(["name": template.name.rawValue, "summary": template.summary, "text": template.text])
    }
}

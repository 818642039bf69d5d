/// What comes after what.
package struct DirectedGraph<Node: Hashable & Comparable & Sendable>: Sendable {
    private let edges: [Node: [Node]]

    /// - Parameter edges: for each node those that it needs before it.
    package init(_ edges: [Node: [Node]]) { self.edges = edges.mapValues { Set($0).sorted() } }

    /// The circles, each as its nodes, sorted: the strongly connected components of more than one node, and nodes that need
    /// themselves (R. Tarjan, "Depth-first search and linear graph algorithms"). Without recursion, as chains can be long.
    package var cycles: [[Node]] { components.filter { $0.count > 1 || edges[$0[0]]?.contains($0[0]) == true } }

    /// All nodes, each after those that it needs; of several that could follow, the lowest first. Those of a circle stand
    /// together, where the first of them can.
    package var order: [Node] { components.flatMap(\.self) }

    private struct Visit {
        let node: Node
        var next = 0
    }

    private var components: [[Node]] {
        var (index, low): ([Node: Int], [Node: Int]) = ([:], [:])
        var (stack, onStack, result): ([Node], Set<Node>, [[Node]]) = ([], [], [])
        for root in Set(edges.keys).union(edges.values.joined()).sorted() where index[root] == nil {
            var visits = [Visit(node: root)]
            while let visit = visits.last {
                let node = visit.node
                if visit.next == 0, index[node] == nil {
                    (index[node], low[node]) = (index.count, index.count)
                    stack.append(node)
                    onStack.insert(node)
                }
                let targets = edges[node] ?? []
                if visit.next < targets.count {
                    visits[visits.count - 1].next += 1
                    let target = targets[visit.next]
                    if index[target] == nil {
                        visits.append(Visit(node: target))
                    } else if onStack.contains(target) {
                        low[node] = min(low[node] ?? 0, index[target] ?? 0)
                    }
                    continue
                }
                visits.removeLast()
                if let parent = visits.last?.node { low[parent] = min(low[parent] ?? 0, low[node] ?? 0) }
                guard low[node] == index[node], let start = stack.lastIndex(of: node) else { continue }
                result.append(stack[start...].sorted())
                onStack.subtract(stack[start...])
                stack.removeSubrange(start...)
            }
        }
        return result
    }
}

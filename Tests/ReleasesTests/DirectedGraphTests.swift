import TestSupport
import Testing

@testable import Releases

/// What comes after what.
@Suite struct DirectedGraphTests {
    @Test func ordersWhatIsNeededFirstAndElseTheLowest() {
        #expect(DirectedGraph([3: [1], 1: [2], 2: [], 0: []]).order == [0, 2, 1, 3])
        #expect(DirectedGraph([1: [5], 2: []]).order == [5, 1, 2])
    }

    @Test func findsCirclesOnce() {
        #expect(DirectedGraph([1: [2], 2: [3], 3: [1], 4: [4], 5: [1]]).cycles == [[1, 2, 3], [4]])
        #expect(DirectedGraph([1: [2, 3], 2: [3], 3: []]).cycles.isEmpty)
        #expect(DirectedGraph<Int>([:]).order.isEmpty)
    }

    @Test("a long chain needs no deep stack")
    func takesLongChains() {
        let edges = Dictionary(uniqueKeysWithValues: (0..<100_000).map { ($0, [$0 + 1]) })
        #expect(DirectedGraph(edges).order.first == 100_000)
    }

    @Test("in generated graphs everything stands behind what it needs, unless both are in one circle")
    func keepsTheOrder() {
        var random = SequenceGenerator(seed: 5)
        for _ in 0..<200 {
            let count = Int.random(in: 1...12, using: &random)
            let edges = Dictionary(
                uniqueKeysWithValues: (0..<count).map { node in
                    (node, (0..<count).filter { _ in Int.random(in: 0..<6, using: &random) == 0 })
                })
            let graph = DirectedGraph(edges)
            let places = Dictionary(uniqueKeysWithValues: graph.order.enumerated().map { ($1, $0) })
            #expect(graph.order.sorted() == Array(0..<count))
            for (node, needed) in edges {
                for other in needed where !graph.cycles.contains(where: { $0.contains(node) && $0.contains(other) }) {
                    #expect(places[other, default: 0] < places[node, default: 0])
                }
            }
        }
    }
}

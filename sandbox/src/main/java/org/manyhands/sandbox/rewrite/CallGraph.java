package org.manyhands.sandbox.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may call whom. A call through a table may reach any function of that type whose reference is taken anywhere. A
 * function that can never be on the stack twice is told apart from one that can (Tarjan 1972, strongly connected
 * components, without recursion).
 */
final class CallGraph {
    /** Calls of each node: first the functions that the module defines, then one node for each function type. */
    private final List<int[]> edges = new ArrayList<>();

    private final int functions;
    private final boolean[] cyclic;
    /** Nodes, callees before their callers, save among those that call each other. */
    private final int[] order;
    /** The component that each node belongs to. */
    private final int[] component;

    private CallGraph(List<int[]> edges, int functions) {
        this.edges.addAll(edges);
        this.functions = functions;
        this.cyclic = new boolean[edges.size()];
        this.order = new int[edges.size()];
        this.component = new int[edges.size()];
        findComponents();
    }

    static CallGraph of(ModuleLayout module, List<FunctionFacts> facts) {
        int imported = module.importedFunctions();
        int functions = facts.size();
        Map<Signature, Integer> typeNodes = new HashMap<>();
        for (Signature type : module.types) {
            typeNodes.putIfAbsent(type, functions + typeNodes.size());
        }
        List<int[]> edges = new ArrayList<>();
        Set<Integer> referenced = new TreeSet<>(module.referenced);
        for (FunctionFacts each : facts) {
            Set<Integer> targets = new TreeSet<>(each.callees());
            each.indirectTypes().forEach(type -> targets.add(typeNodes.get(module.types.get(type))));
            edges.add(toArray(targets));
            referenced.addAll(each.references());
        }
        Map<Integer, Set<Integer>> byType = new HashMap<>();
        for (int function : referenced) {
            if (function >= imported) {
                Signature type = module.types.get(module.functions.get(function - imported));
                byType.computeIfAbsent(typeNodes.get(type), node -> new TreeSet<>())
                        .add(function - imported);
            }
        }
        for (int node = functions; node < functions + typeNodes.size(); node++) {
            edges.add(toArray(byType.getOrDefault(node, Set.of())));
        }
        return new CallGraph(edges, functions);
    }

    /** Whether a function, given as an index among those that the module defines, can be on the stack twice. */
    boolean recursive(int function) {
        return cyclic[function];
    }

    /** All functions, callees before their callers, save among those that call each other. */
    int[] bottomUp() {
        return Arrays.stream(order).filter(node -> node < functions).toArray();
    }

    /**
     * The most that the frames of functions add up to which lie on the stack together, each at most once.
     *
     * @param weights weight of each function's frame, zero for those that are not to be added
     */
    long heaviestPath(int[] weights) {
        // By component: the heaviest path that begins in it. Callees' components come first.
        long[] heaviest = new long[edges.size()];
        long most = 0;
        for (int first = 0; first < order.length; ) {
            int here = component[order[first]];
            long below = 0;
            long own = 0;
            int next = first;
            for (; next < order.length && component[order[next]] == here; next++) {
                int node = order[next];
                own += node < functions ? weights[node] : 0;
                for (int target : edges.get(node)) {
                    below = component[target] == here ? below : Math.max(below, heaviest[component[target]]);
                }
            }
            heaviest[here] = below + own;
            most = Math.max(most, heaviest[here]);
            first = next;
        }
        return most;
    }

    private static int[] toArray(Set<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private void findComponents() {
        int nodes = edges.size();
        int[] number = new int[nodes];
        int[] low = new int[nodes];
        int[] nextEdge = new int[nodes];
        boolean[] open = new boolean[nodes];
        Deque<Integer> path = new ArrayDeque<>();
        Deque<Integer> members = new ArrayDeque<>();
        int count = 0;
        int ordered = 0;
        for (int root = 0; root < nodes; root++) {
            if (number[root] == 0) {
                path.push(root);
            }
            while (!path.isEmpty()) {
                int node = path.peek();
                if (number[node] == 0) {
                    number[node] = low[node] = ++count;
                    open[node] = true;
                    members.push(node);
                }
                int[] targets = edges.get(node);
                if (nextEdge[node] < targets.length) {
                    int target = targets[nextEdge[node]++];
                    if (number[target] == 0) {
                        path.push(target);
                    } else if (open[target]) {
                        low[node] = Math.min(low[node], number[target]);
                        cyclic[node] |= target == node;
                    }
                    continue;
                }
                path.pop();
                Integer parent = path.peek();
                if (parent != null) {
                    low[parent] = Math.min(low[parent], low[node]);
                }
                if (low[node] == number[node]) {
                    ordered = closeComponent(node, members, open, ordered);
                }
            }
        }
    }

    private int closeComponent(int root, Deque<Integer> members, boolean[] open, int ordered) {
        boolean several = members.peek() != root;
        int place = ordered;
        int node;
        do {
            node = members.pop();
            open[node] = false;
            cyclic[node] |= several;
            component[node] = root;
            order[place++] = node;
        } while (node != root);
        return place;
    }
}

; Collections that are made for several threads, or for this, may change.
((method_invocation object: (_) @collection name: (identifier) @method) @report
 (#any-of? @method "remove" "removeAll" "removeIf" "retainAll" "add" "addAll" "clear")
 (#within? @report loop)
 (#type? @collection "java.util.List" "java.util.ArrayList" "java.util.LinkedList" "java.util.Set" "java.util.HashSet"
   "java.util.LinkedHashSet" "java.util.TreeSet" "java.util.Collection" "java.util.Map" "java.util.HashMap"
   "java.util.LinkedHashMap" "java.util.TreeMap" "java.util.Queue" "java.util.Deque" "java.util.ArrayDeque"
   "java.util.SortedMap" "java.util.SortedSet")
 (#not-value-match? @collection "Concurrent|CopyOnWrite|newKeySet|newSetFromMap"))

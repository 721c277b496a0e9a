// The composition root: it will join configuration, store, graph, application and entrances. Only this file may import everything.

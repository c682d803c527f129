export {};
//# sourceMappingURL=fake-types.js.map

export {};
//# sourceMappingURL=signature.js.map

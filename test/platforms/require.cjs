// CommonJS, where Node can require an ES module.
const { Close, ApiError } = require("@specmend/close");
const { Opal } = require("@specmend/opal");
const { ThisData } = require("@specmend/thisdata");

console.log(JSON.stringify([Close, Opal, ThisData, ApiError].map((one) => typeof one)));

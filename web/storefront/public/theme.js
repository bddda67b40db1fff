// Before the first paint, so that a remembered colour scheme does not flash.
const remembered = localStorage.getItem('amsel.theme');
if (remembered) document.documentElement.dataset.theme = remembered;

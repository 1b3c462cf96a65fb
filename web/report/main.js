showHead();
showVerdict();
showBar();
if (report.chapters.length) {
  showStage();
  showCast();
  lineTable();
  openChapter(0);
  tell('line');
}
showChecks();
showChanges();
showMade();
document.documentElement.dataset.ready = 'yes';

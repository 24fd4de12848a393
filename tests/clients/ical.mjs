// Reads calendars with ical.js and prints what it understood as JSON.
//
//   node ical.mjs events < feed.ics        every event: its texts, and its ends as UTC instants or days
//   node ical.mjs zones  < questions.json  [[VTIMEZONE, TZID, [local times]], …] -> [[UTC instants], …]

import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const moment = (time) => (time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString());

const readEvents = (text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const value = (name) => component.getFirstPropertyValue(name);
    return {
      uid: event.uid,
      summary: event.summary,
      location: event.location,
      description: event.description,
      start: moment(event.startDate),
      end: component.hasProperty("dtend") ? moment(event.endDate) : null,
      zone: event.startDate.isDate ? null : event.startDate.zone.tzid,
      sequence: event.sequence,
      status: value("status"),
      transparency: value("transp"),
      geo: value("geo"),
      parts: component.getAllSubcomponents().length,
    };
  });
};

const readZones = (text) =>
  JSON.parse(text).map(([block, tzid, times]) => {
    const zone = new ICAL.Timezone({ component: new ICAL.Component(ICAL.parse(block)), tzid });
    return times.map((time) => {
      const local = ICAL.Time.fromDateTimeString(time);
      local.zone = zone;
      return moment(local);
    });
  });

const answers = { events: readEvents, zones: readZones };
console.log(JSON.stringify(answers[process.argv[2]](readFileSync(0, "utf8"))));

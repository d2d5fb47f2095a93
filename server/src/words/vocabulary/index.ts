import alert from './alert.json';
import asks from './asks.json';
import base from './base.json';
import business from './business.json';
import culture from './culture.json';
import education from './education.json';
import environment from './environment.json';
import epidemic from './epidemic.json';
import fire from './fire.json';
import government from './government.json';
import health from './health.json';
import housing from './housing.json';
import life from './life.json';
import market from './market.json';
import outside from './outside.json';
import personnel from './personnel.json';
import planning from './planning.json';
import resources from './resources.json';
import safety from './safety.json';
import transport from './transport.json';
import welfare from './welfare.json';

/** The lines of the vocabulary by file: one for each topic, and some that serve all. How to write them: ../README.md. */
export const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  asks,
  base,
  alert,
  fire,
  epidemic,
  health,
  environment,
  safety,
  transport,
  education,
  welfare,
  housing,
  business,
  market,
  resources,
  culture,
  government,
  personnel,
  planning,
  life,
  outside,
};
